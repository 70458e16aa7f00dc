'use server'

import { refresh } from 'next/cache'
import { z } from 'zod'
import type { ActionState } from '@/components/ui/action-form'
import { getViewer } from '@/lib/accounts'
import {
  changeAction,
  checkPostmortem,
  closePostmortem,
  reinstatePostmortem,
  restoreVersion,
  withdrawPostmortem,
  type Revised,
  type SourceRevised,
} from '@/lib/postmortems'
import { changedActionSchema, checkedSchema, restoredVersionSchema, withdrawalSchema } from '@/lib/postmortems/schema'
import { runAction } from '../action'

const { change, ...place } = changedActionSchema.shape
const actionForm = z.object({ ...place, ...change.shape })
const idForm = changedActionSchema.pick({ id: true })

const said = { done: 'Done', dropped: 'Dropped', open: 'Open again' }

/** Changes where an action stands, whose it is, or until when. */
export async function changeActionAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, actionForm, async ({ id, index, what, ...changed }) => {
    const revised = await changeAction(await getViewer(), { id, index, what, change: changed })
    return answer(revised, changed.state ? `${said[changed.state]}: ${what}` : 'Saved.')
  })
}

/** Closes a postmortem whose actions are settled. */
export async function closePostmortemAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, idForm, async ({ id }) =>
    answer(await closePostmortem(await getViewer(), id), 'This postmortem is closed.'),
  )
}

/** Says on the page that one has checked it, and what. */
export async function checkPostmortemAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, checkedSchema, async (input) =>
    answer(await checkPostmortem(await getViewer(), input), 'Thank you. It stands on the page.'),
  )
}

/** Takes a postmortem out of the library; its page says so from then on. */
export async function withdrawPostmortemAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, withdrawalSchema, async (input) =>
    answer(await withdrawPostmortem(await getViewer(), input), 'Withdrawn.'),
  )
}

/** Publishes a withdrawn postmortem again. */
export async function reinstatePostmortemAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, idForm, async ({ id }) =>
    answer(await reinstatePostmortem(await getViewer(), id), 'Published again.'),
  )
}

/** Makes an earlier version of a document the newest. */
export async function restoreVersionAction(_before: ActionState, form: FormData): Promise<ActionState> {
  return runAction(form, restoredVersionSchema, async (input) =>
    answer(await restoreVersion(await getViewer(), input), 'Restored: this version is the newest again.'),
  )
}

/** Shows the page as it is now, and says what came of a change. */
function answer(revised: Revised | SourceRevised, done: string): ActionState {
  if (revised.ok) {
    refresh()
    return { done }
  }
  if ('conflict' in revised) return { failed: 'Somebody has changed this page meanwhile. Reload it and look again.' }
  const problems = revised.problems.map(({ line, message }) => `Line ${line}: ${message}`).join(' ')
  return { failed: `The page does not pass today’s checks, so nothing was changed. ${problems}` }
}
