import { AppError } from '@/lib/errors'
import { getDocument } from '@/lib/library'
import { requireRole, type Viewer } from '@/lib/viewer'
import { changeSource } from './change-source'
import { givenFieldsOf } from './given-fields'
import { reviseFile, type Revised } from './revise'
import type { ChangedAction, GivenFields } from './schema'

type Action = GivenFields['actions'][number]

/**
 * Changes where an action stands, whose it is, or until when, in one commit; all else may change meanwhile. The same
 * sent twice makes one commit. An action that opens again opens its postmortem too. Throws `forbidden` for anybody but
 * writers, `not-found`, and `conflict` when another action stands there by now.
 */
export async function changeAction(viewer: Viewer | undefined, input: ChangedAction): Promise<Revised> {
  const writer = requireRole(viewer, 'writer')
  const document = await requirePostmortem(input.id)
  const edit = (source: string) => {
    const before = givenFieldsOf(source)
    const action = before.actions[input.index]
    if (action?.what !== input.what) throw moved()
    const actions = before.actions.with(input.index, changed(action, input.change))
    const status = input.change.state === 'open' ? 'published' : before.status
    return changeSource(source, { fields: { actions, status }, before })
  }
  const message = `${wordsOf(input)}\n\nPostmortem: ${document.title}`
  return reviseFile(writer, { document, message, edit })
}

/**
 * Closes a postmortem whose actions are all settled. Throws `forbidden` for anybody but writers, `not-found`, and
 * `conflict` while an action is open.
 */
export async function closePostmortem(viewer: Viewer | undefined, id: string): Promise<Revised> {
  const writer = requireRole(viewer, 'writer')
  const document = await requirePostmortem(id)
  const edit = (source: string) => {
    const before = givenFieldsOf(source)
    if (before.actions.some(({ state }) => state === 'open')) {
      throw new AppError('conflict', 'An action is still open. Settle or drop it first.')
    }
    return changeSource(source, { fields: { status: 'closed' }, before })
  }
  const message = `Close postmortem: ${document.title}\n\nAll of its actions are settled.`
  return reviseFile(writer, { document, message, edit })
}

/** A published postmortem. Throws `not-found`. */
export async function requirePostmortem(id: string) {
  const document = await getDocument({ id })
  if (document?.kind === 'postmortem') return document
  throw new AppError('not-found', 'This postmortem is not here any more.')
}

/** In the order of the schema, so that what is the same compares as the same. */
function changed({ what, kind, ...before }: Action, change: ChangedAction['change']): Action {
  const { owner = before.owner, due = before.due, state = before.state } = change
  return { what, kind, ...(owner && { owner }), ...(due && { due }), state }
}

function moved(): AppError {
  return new AppError(
    'conflict',
    'Somebody has changed the actions of this postmortem meanwhile. Reload the page and look again; nothing was written.',
  )
}

const states = { done: 'Mark an action done', dropped: 'Drop an action', open: 'Open an action again' }

function wordsOf({ what, change: { state, owner, due } }: ChangedAction): string {
  const parts = [
    state && states[state],
    owner !== undefined && (owner ? `Give an action to ${owner}` : 'Leave an action without an owner'),
    due !== undefined && (due ? `Make an action due on ${due}` : 'Leave an action without a day'),
  ].filter((part) => typeof part === 'string')
  const [first = 'Change an action', ...rest] = parts
  const words = [first, ...rest.map((part) => part.replace(/^./, (letter) => letter.toLowerCase()))].join(', ')
  return `${words}: ${what}`
}
