import type { OpenAction } from '@/lib/library/schema'
import { momentText } from '@/components/ui/moment'

/** The actions that are longest overdue, a few of them; nothing when none is. */
export function OverdueBlock({ items, total }: { items: OpenAction[]; total: number }) {
  if (total === 0) return null
  return (
    <section aria-labelledby="overdue-heading" className="mt-12 border-l-2 border-bad pl-4">
      <h2 id="overdue-heading" className="font-sans text-ui font-semibold">
        {total === 1 ? 'One action is overdue' : `${total} actions are overdue`}
      </h2>
      <ul className="mt-2">
        {items.map(({ what, owner, due = '', index, postmortem }) => (
          <li key={`${postmortem.id} ${index}`} className="py-1">
            <a href={`${postmortem.url}#actions`} className="quiet-link text-ink">
              {what}
            </a>{' '}
            <span className="text-meta text-ink-3">
              {owner ?? 'Nobody’s yet'}, since <span className="tabular-nums">{momentText(due)}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-1 text-meta">
        <a href="/actions?due=overdue">{total > items.length ? `All ${total}` : 'Settle them'}</a>
      </p>
    </section>
  )
}
