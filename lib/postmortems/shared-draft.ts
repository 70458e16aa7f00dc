import { database } from '@/lib/db'
import { checkInWorker, durationsOf, hashOf, referencesOf, type Reference } from '@/lib/library'
import { folderOf, type Durations, type PostmortemFields } from '@/lib/library/schema'
import type { Body, Problem } from '@/lib/markup/schema'
import { today } from '@/lib/today'
import { requireRole, type Viewer } from '@/lib/viewer'
import type { DraftText } from './draft'
import { standIn } from './preview'
import { inBody } from './places'
import { bodySections, givenFieldsSchema } from './schema'
import { withBlankSections } from './sections'
import * as store from './store'
import { toFields, toSource } from './to-source'

/** A colleague's draft, as its page will be. */
export type SharedDraft = {
  author: string
  updatedAt: string
  text: DraftText
  /** The fields as they will be published; undefined while some are missing. */
  facts: { fields: PostmortemFields; durations: Durations } | undefined
  page: { ok: true; body: Body; references: Record<string, Reference> } | { ok: false; problems: Problem[] }
}

/**
 * The draft that a link leads to, in the text saved last, checked as publishing would. Undefined when the link is
 * unknown or was taken back. Throws `unauthenticated`, and `rate-limited` for more than one at a time per person.
 */
export async function getSharedDraft(viewer: Viewer | undefined, token: string): Promise<SharedDraft | undefined> {
  const reader = requireRole(viewer, 'reader')
  const shared = await store.findShared(database(), hashOf(token))
  if (!shared) return undefined
  const { author, draft } = shared
  const { text, updatedAt } = draft
  const given = givenFieldsSchema.safeParse(text.fields)
  const fields = given.success ? toFields(given.data, { id: standIn.id, author, today: today() }) : standIn
  const written = withBlankSections(text.body, bodySections)
  const source = toSource(fields, written === '' ? ' ' : written)
  const checked = await checkInWorker(`${folderOf.postmortem}/draft.mdx`, source, { person: `${reader.id} shared` })
  if (!checked.ok) {
    const problems = inBody(checked.problems, source, written)
    return { author, updatedAt, text, facts: undefined, page: { ok: false, problems } }
  }
  const { body, frontMatter } = checked.document
  const facts = given.success ? factsOf(frontMatter as PostmortemFields) : undefined
  return { author, updatedAt, text, facts, page: { ok: true, body, references: await referencesOf(body.links) } }
}

function factsOf(fields: PostmortemFields): SharedDraft['facts'] {
  return { fields, durations: durationsOf(fields) }
}
