import { ActionForm, type Action } from '@/components/ui/action-form'
import { Moment } from '@/components/ui/moment'

export type SessionView = { id: string; label: string; createdAt: string; lastSeenAt: string; isCurrent: boolean }

/** Where a person is signed in, each with a way to end it. */
export function SessionList({ sessions, end }: { sessions: SessionView[]; end: Action }) {
  return (
    <ul className="border-t border-line">
      {sessions.map(({ id, label, createdAt, lastSeenAt, isCurrent }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-line py-3">
          <div className="min-w-0 flex-1 basis-56">
            <p className="font-semibold">{label}</p>
            <p className="text-meta tabular-nums text-ink-3">
              Signed in <Moment at={createdAt} className="whitespace-nowrap" />, last seen{' '}
              <Moment at={lastSeenAt} className="whitespace-nowrap" />
            </p>
          </div>
          {isCurrent ? (
            <p className="text-meta text-ink-2">This browser</p>
          ) : (
            <ActionForm action={end} submit="End" look="small">
              <input type="hidden" name="id" value={id} />
            </ActionForm>
          )}
        </li>
      ))}
    </ul>
  )
}
