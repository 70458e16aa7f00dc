import { AdminHeader } from '@/components/accounts/admin-header'
import { ActionForm, type Action } from '@/components/ui/action-form'
import { EmptyState } from '@/components/ui/empty-state'
import { Moment } from '@/components/ui/moment'
import { pageOf, writeAddress } from './ways-on'

type Missed = { text: string; withoutHit: number; withoutClick: number; lastAt: string; now: number }

/** What people looked for and did not find, the most missed first: what the team should write next. */
export function MissedPage({ missed, isOn, forget }: { missed: Missed[]; isOn: boolean; forget: Action }) {
  return (
    <>
      <AdminHeader title="Searches" />
      <p className="mt-2 max-w-[60ch] text-ink-2">
        What people looked for and did not find, or found and did not open: what to write next, or what to call by the
        words that people use. Nothing is kept of who asked.
      </p>
      {!isOn && (
        <p className="mt-4 max-w-[60ch] border-l-2 border-warn pl-4">
          Counting is off (<code>MISSED_SEARCHES=off</code>); what was counted before is below.
        </p>
      )}
      {missed.length === 0 ? (
        <div className="mt-8">
          <EmptyState title="Nothing was missed so far">
            <p>Searches that lead to nothing are listed here, for half a year.</p>
          </EmptyState>
        </div>
      ) : (
        <ol className="mt-8 border-t border-line">
          {missed.map((one) => (
            <Row key={one.text} missed={one} forget={forget} />
          ))}
        </ol>
      )}
    </>
  )
}

function Row({ missed: { text, withoutHit, withoutClick, lastAt, now }, forget }: { missed: Missed; forget: Action }) {
  const facts = [
    withoutHit > 0 && `found nothing ${timesOf(withoutHit)}`,
    withoutClick > 0 && `nothing opened ${timesOf(withoutClick)}`,
  ]
  return (
    <li className="grid gap-x-6 gap-y-2 border-b border-line py-3 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="min-w-0">
        <h2 className="font-sans text-base font-semibold [overflow-wrap:anywhere]">
          <a href={pageOf(text)}>{text}</a>
        </h2>
        <p className="text-meta text-ink-3">
          {facts.filter(Boolean).join(', ')}; last <Moment at={lastAt.slice(0, 10)} />;{' '}
          {now === 0 ? 'still finds nothing' : `now finds ${now} ${now === 1 ? 'document' : 'documents'}`}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <a href={writeAddress(text)} className="button button-small">
          Write it up
        </a>
        <ActionForm action={forget} submit="Take it off" look="small">
          <input type="hidden" name="text" value={text} />
        </ActionForm>
      </div>
    </li>
  )
}

function timesOf(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}
