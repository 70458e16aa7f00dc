import { AppError } from '@/lib/errors'
import { stateOf, type RepositoryState } from '@/lib/git'
import type { Problem } from '@/lib/markup/schema'
import { hasRole, requireRole, type Viewer } from '@/lib/viewer'
import type { Reason } from './catalogue'
import type { Shelf } from './reconcile'
import { openShelf } from './shelf'

/** A file that is not served as it is, and the document that is served in its place, if there is one. */
export type RefusedFile = {
  path: string
  reason: Reason
  problems: Pick<Problem, 'line' | 'column' | 'message'>[]
  served: { title: string; url: string } | undefined
}

/** How the content stands: what is served, what is not and why, and the repository it lies in. */
export type Health = {
  documents: number
  refused: RefusedFile[]
  /** Undefined in no repository; with `failure` when git could not be asked. */
  repository: RepositoryState | { failure: string } | undefined
}

/** How the content stands, for an admin. A git that does not answer is part of it and no error. */
export async function getHealth(viewer: Viewer | undefined): Promise<Health> {
  requireRole(viewer, 'admin')
  const shelf = await openShelf()
  const repository = await stateOf(shelf.contentDir).catch((error: unknown) => {
    if (error instanceof AppError) return { failure: error.message }
    throw error
  })
  return { documents: shelf.catalogue.byPath.size, refused: refusedFiles(shelf), repository }
}

/** How many files are not served as they are, as far as it concerns the viewer: none for all but admins. */
export async function countRefused(viewer: Viewer | undefined): Promise<number> {
  return hasRole(viewer, 'admin') ? (await openShelf()).catalogue.problems.size : 0
}

function refusedFiles({ catalogue }: Shelf): RefusedFile[] {
  const files = [...catalogue.problems.values()].map(({ path, reason, problems }) => {
    const document = catalogue.byPath.get(path)
    return {
      path,
      reason,
      problems: problems.map(({ line, column, message }) => ({ line, column, message })),
      served: document && { title: document.title, url: document.url },
    }
  })
  return files.sort((a, b) => (a.path < b.path ? -1 : 1))
}
