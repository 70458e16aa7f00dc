import { AppError } from '@/lib/errors'
import { getDocument, getFirstAuthor, getTextsAt, getWithdrawn, listVersions } from '@/lib/library'
import type { Kind } from '@/lib/library/schema'
import { hasRole, requireRole, type Viewer } from '@/lib/viewer'
import { withAliasesOf } from './aliases'
import { readSource } from './change-files'
import { changeSource } from './change-source'
import { canRevise } from './policy'
import { requireRevisable, reviseFile, type Revised } from './revise'
import { changeTexts, getTextsVersion, type SourceRevised } from './revise-source'
import type { RestoredVersion } from './schema'

/** A document whose history is read. */
export type HistoryPlace = {
  id: string
  kind: Kind
  slug: string
  url: string
  path: string
  /** What restoring starts from; of a toy problem with the code beside it. */
  version: string
  title: string
  /** Whether the viewer may restore a version. */
  canRestore: boolean
}

/** The document at an address, for whoever may read it: a withdrawn one is for admins. */
export async function getHistoryPlace(
  viewer: Viewer | undefined,
  { kind, slug }: { kind: Kind; slug: string },
): Promise<HistoryPlace | undefined> {
  const document = await getDocument({ kind, slug })
  if (!document) return withdrawnPlace(viewer, { kind, slug })
  const { id, url, path, title } = document
  const version = kind === 'toy-problem' ? await getTextsVersion(document) : document.version
  const canRestore =
    hasRole(viewer, 'writer') && canRevise(viewer, { kind, authorEmail: await getFirstAuthor(document) })
  return { id, kind, slug: document.slug, url, path, version, title, canRestore }
}

async function withdrawnPlace(
  viewer: Viewer | undefined,
  { kind, slug }: { kind: Kind; slug: string },
): Promise<HistoryPlace | undefined> {
  if (kind !== 'postmortem' || !hasRole(viewer, 'admin')) return undefined
  const withdrawn = await getWithdrawn(slug)
  if (!withdrawn) return undefined
  const { id, url, path, version, title, slug: own } = withdrawn
  return { id, kind, slug: own, url, path, version, title, canRestore: false }
}

/**
 * Makes an earlier version of a document the newest, in a commit of its own; of a toy problem with the code it had, while
 * other files beside it stay as they are. The text is checked by today's rules, its id stays, what leads to the page now
 * still does, and what was withdrawn once is not withdrawn by it. Throws `forbidden`
 * for anybody but its author and admins, and `not-found` for a commit that is none of its versions.
 */
export async function restoreVersion(
  viewer: Viewer | undefined,
  { id, commit, version }: RestoredVersion,
): Promise<Revised | SourceRevised> {
  const document = await requireRevisable(viewer, id)
  const [texts, made] = await Promise.all([
    getTextsAt(document, commit),
    listVersions(document).then((versions) => versions.find((one) => one.commit === commit)),
  ])
  if (!texts || !made) throw new AppError('not-found', 'This version is not in the history of this page.')
  // What was decided once about a lesson's place holds for its earlier texts too.
  const fixed = document.kind === 'lesson' ? { id, number: document.number } : { id, withdrawn: undefined }
  const source = changeSource(texts.source, { fields: fixed })
  const when = `${made.at.slice(0, 16).replace('T', ' ')} UTC`
  const message = `Restore the version of ${when}: ${document.title}\n\nIt was made by ${made.by}: ${made.subject}`
  const author = requireRole(viewer, 'writer')
  const edit = (now: string) => withAliasesOf(now, source)
  if (document.kind !== 'toy-problem') return reviseFile(author, { document, version, message, edit })
  const restored = { ...texts.code, source: edit(await readSource(document)) }
  return changeTexts(author, { document, message }, { version, texts: restored })
}
