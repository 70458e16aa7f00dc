import { checkInWorker, referencesOf, type Reference } from '@/lib/library'
import { folderOf } from '@/lib/library/schema'
import type { Body, Problem } from '@/lib/markup/schema'
import { requireRole, type Viewer } from '@/lib/viewer'
import { uploadBase } from './images/upload'
import { inBody } from './places'
import { problemsOfFixed, requireSource } from './revise-source'
import { toSource } from './to-source'

/** The checked tree of a body with the documents it refers to, or its problems; broken links are warnings. */
export type Preview =
  | { ok: true; body: Body; references: Record<string, Reference>; warnings: string[] }
  | { ok: false; problems: Problem[] }

/** Fields that stand for those of a text that is looked at without its own. */
export const standIn = {
  id: 'preview00000',
  title: 'Preview',
  summary: 'Preview',
  lessons: [1],
  created: '2000-01-01',
  severity: 'minor',
  happened: '2000-01-01',
}

/**
 * Checks a body as publishing would, one at a time per person (`rate-limited` otherwise). Throws `unauthenticated` for
 * somebody signed out: checking costs more than reading. With a draft its pictures are shown: the key of a new
 * postmortem, or the id of the one that is changed.
 */
export async function previewBody(viewer: Viewer | undefined, text: string, draft?: string): Promise<Preview> {
  const { id: person } = requireRole(viewer, 'reader')
  const source = toSource(standIn, text === '' ? ' ' : text)
  const checked = await checkInWorker(`${folderOf.postmortem}/preview.mdx`, source, {
    person,
    assetBase: draft === undefined ? undefined : uploadBase(draft),
  })
  if (!checked.ok) return { ok: false, problems: inBody(checked.problems, source, text) }
  return { ok: true, ...(await shownBody(checked.document.body)) }
}

/** The checked tree of a whole text, with the title and the summary that its front matter gives. */
export type SourcePreview =
  { ok: false; problems: Problem[] } | (Extract<Preview, { ok: true }> & { title: string; summary: string })

/**
 * Checks the whole text of a lesson or a toy problem as publishing would, one at a time per person (`rate-limited`
 * otherwise). Throws `forbidden` for anybody but admins, and `not-found`.
 */
export async function previewSource(viewer: Viewer | undefined, id: string, text: string): Promise<SourcePreview> {
  const document = await requireSource(viewer, id)
  const { id: person } = requireRole(viewer, 'admin')
  const checked = await checkInWorker(document.path, text, { person, assetBase: uploadBase(id) })
  const fixed = problemsOfFixed(text, document)
  if (!checked.ok) return { ok: false, problems: [...fixed, ...checked.problems] }
  if (fixed.length > 0) return { ok: false, problems: fixed }
  const { title, summary } = checked.document.frontMatter
  return { ok: true, title, summary, ...(await shownBody(checked.document.body)) }
}

async function shownBody(body: Body) {
  const references = await referencesOf(body.links)
  const warnings = body.links
    .filter((link) => link.kind === 'document' && !references[link.id])
    .map((link) => `Line ${link.line}: there is no document with the id ${link.kind === 'document' ? link.id : ''}.`)
  return { body, references, warnings }
}
