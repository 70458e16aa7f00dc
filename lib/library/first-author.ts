import QuickLRU from 'quick-lru'
import { once } from '@/lib/process'
import type { LibraryDocument } from './document'
import { pastOf } from './file-past'
import { openShelf } from './shelf'

const mostKept = 5000

/**
 * The e-mail address in whose name a document came into git; undefined while it is in no commit. A name in the front
 * matter proves nothing: anybody may be called so. Throws `unavailable` when git cannot be asked.
 */
export async function getFirstAuthor({ id, path }: Pick<LibraryDocument, 'id' | 'path'>): Promise<string | undefined> {
  const known = once('first-authors', () => new QuickLRU<string, string>({ maxSize: mostKept }))
  const key = `${id} ${path}`
  const before = known.get(key)
  if (before !== undefined) return before
  const email = (await pastOf((await openShelf()).contentDir, path)).at(-1)?.email
  if (email) known.set(key, email)
  return email
}
