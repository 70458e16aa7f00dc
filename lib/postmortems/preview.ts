import { checkInWorker, referencesOf, type Reference } from '@/lib/library'
import { folderOf } from '@/lib/library/schema'
import type { Body, Problem } from '@/lib/markup/schema'
import { requireRole, type Viewer } from '@/lib/viewer'
import { inBody } from './publish'
import { toSource } from './to-source'

/** The checked tree of a body with the documents it refers to, or its problems; broken links are warnings. */
export type Preview =
  | { ok: true; body: Body; references: Record<string, Reference>; warnings: string[] }
  | { ok: false; problems: Problem[] }

const stand = {
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
 * somebody signed out: checking costs more than reading.
 */
export async function previewBody(viewer: Viewer | undefined, text: string): Promise<Preview> {
  const { id: person } = requireRole(viewer, 'reader')
  const source = toSource(stand, text === '' ? ' ' : text)
  // The text is trimmed in the file; what was cut from its start is added to every place.
  const cut = text.length - text.trimStart().length
  const checked = await checkInWorker(`${folderOf.postmortem}/preview.mdx`, source, { person })
  if (!checked.ok) return { ok: false, problems: shift(inBody(checked.problems, source), text.slice(0, cut)) }
  const { body } = checked.document
  const references = await referencesOf(body.links)
  const warnings = body.links
    .filter((link) => link.kind === 'document' && !references[link.id])
    .map((link) => `Line ${link.line}: there is no document with the id ${link.kind === 'document' ? link.id : ''}.`)
  return { ok: true, body, references, warnings }
}

function shift(problems: Problem[], cut: string): Problem[] {
  const lines = cut.split('\n').length - 1
  return problems.map(({ line, rewrite, ...rest }) => ({
    ...rest,
    line: line + lines,
    ...(rewrite && {
      rewrite: { ...rewrite, start: rewrite.start + cut.length, end: rewrite.end + cut.length },
    }),
  }))
}
