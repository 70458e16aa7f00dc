import { getDocument } from '@/lib/library'
import type { Postmortem } from '@/lib/library/schema'

/** An earlier postmortem, as far as another one refers to it: what kind it was, and what became of its actions. */
export type Earlier = Pick<Postmortem, 'id' | 'title' | 'url' | 'failureClass' | 'lessons' | 'actions'>

/** The postmortems of some ids, in their order; what is not there, or is another kind of document, is left out. */
export async function listEarlier(ids: readonly string[]): Promise<Earlier[]> {
  const documents = await Promise.all(ids.map((id) => getDocument({ id })))
  return documents.flatMap((document) => {
    if (document?.kind !== 'postmortem') return []
    const { id, title, url, failureClass, lessons, actions } = document
    return [{ id, title, url, failureClass, lessons, actions }]
  })
}
