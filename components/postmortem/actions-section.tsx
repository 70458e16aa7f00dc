import type { Postmortem } from '@/lib/library/schema'
import { ActionForm, type Action } from '@/components/ui/action-form'
import { ActionList } from './action-list'

/** What writers can do about the actions of a postmortem. */
export type ActionTools = Record<'changeAction' | 'closePostmortem', Action>

type Props = { postmortem: Postmortem; today: string; tools: ActionTools }

/** The actions of a postmortem as writers see them: each to be changed, and the way to close it when all are settled. */
export function ActionsSection({ postmortem, today, tools }: Props) {
  const { id, title, url, actions, status } = postmortem
  if (actions.length === 0) return null
  const views = actions.map((action, index) => ({
    ...action,
    index,
    postmortem: { id, title, url },
    isOverdue: action.state === 'open' && action.due !== undefined && action.due < today,
  }))
  const isSettled = actions.every(({ state }) => state !== 'open')
  return (
    <section>
      <div className="prose">
        <h2 id="actions">Actions</h2>
      </div>
      <div className="mt-4">
        <ActionList label="Actions" actions={views} change={tools.changeAction} />
      </div>
      {isSettled && status !== 'closed' && (
        <div className="mt-4 border-l-2 border-ok bg-ok-soft px-4 py-3">
          <p className="mb-3">All actions are settled.</p>
          <ActionForm action={tools.closePostmortem} submit="Close this postmortem" look="small" className="grid gap-3">
            <input type="hidden" name="id" value={id} />
          </ActionForm>
        </div>
      )}
      <p className="mt-3 text-meta">
        <a href="/actions">Open actions of all postmortems</a>
      </p>
    </section>
  )
}
