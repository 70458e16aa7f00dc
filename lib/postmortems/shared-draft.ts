import { database } from '@/lib/db'
import { checkInWorker, durationsOf, getDocument, hashOf, referencesOf, type Reference } from '@/lib/library'
import { folderOf, type Durations, type LibraryDocument, type PostmortemFields } from '@/lib/library/schema'
import type { Body, Problem } from '@/lib/markup/schema'
import { today } from '@/lib/today'
import { requireRole, type Viewer } from '@/lib/viewer'
import { pageFieldsOf, type DraftText } from './draft'
import { sharedBase } from './images/upload'
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
  /** The published page that it changes. */
  changes: Pick<LibraryDocument, 'kind' | 'title'> | undefined
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
  const { text, updatedAt, changes } = draft
  const page = changes && (await getDocument({ id: changes.documentId }))
  const known = { author, updatedAt, text, changes: page && { kind: page.kind, title: page.title } }
  const { path, source, fields, places } =
    page && page.kind !== 'postmortem' ? wholeOf(page, text) : bodyOf(author, text)
  const limits = { person: `${reader.id} shared`, assetBase: sharedBase(token) }
  const checked = await checkInWorker(path, source, limits)
  if (!checked.ok) return { ...known, facts: undefined, page: { ok: false, problems: places(checked.problems) } }
  const { body, frontMatter } = checked.document
  const facts = fields ? factsOf(frontMatter as PostmortemFields) : undefined
  return { ...known, facts, page: { ok: true, body, references: await referencesOf(body.links) } }
}

/** What is checked in place of a draft: a file, whether it has the fields of a postmortem, and its problems' places. */
type Shown = { path: string; source: string; fields: boolean; places: (problems: Problem[]) => Problem[] }

/** The body of a postmortem, with its fields once they are all there. */
function bodyOf(author: string, { fields, body }: DraftText): Shown {
  const given = givenFieldsSchema.safeParse(pageFieldsOf(fields))
  const written = withBlankSections(body, bodySections)
  const frontMatter = given.success ? toFields(given.data, { id: standIn.id, author, today: today() }) : standIn
  const source = toSource(frontMatter, written === '' ? ' ' : written)
  const places = (problems: Problem[]) => inBody(problems, source, written)
  return { path: `${folderOf.postmortem}/draft.mdx`, source, fields: given.success, places }
}

/** The whole text of a lesson or a toy problem. */
function wholeOf({ path }: LibraryDocument, { body }: DraftText): Shown {
  return { path, source: body, fields: false, places: (problems) => problems }
}

function factsOf(fields: PostmortemFields): SharedDraft['facts'] {
  return { fields, durations: durationsOf(fields) }
}
