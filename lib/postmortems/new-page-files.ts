import { folderOf } from '@/lib/library/schema'
import type { Uploads } from './images/images-of'
import type { FileChange } from './write-files'

/** The text of a page that is new, and its pictures. */
export type NewPageParts = { source: string; uploads: Uploads }

/** What is to be written under a slug: a file of its own, or a folder with the text and its pictures; and the path of the text. */
export function newPageFiles(
  slug: string,
  { source, uploads }: NewPageParts,
): { relativePath: string; changes: FileChange[] } {
  const place = `${folderOf.postmortem}/${slug}`
  const [file, relativePath] = [`${place}.mdx`, `${place}/index.mdx`]
  if (uploads.length === 0) {
    return { relativePath: file, changes: [{ relativePath: file, bytes: source, expected: 'absent' }] }
  }
  const images = uploads.map(({ name, bytes }) => ({ relativePath: `${place}/${name}`, bytes }))
  const text: FileChange = { relativePath, bytes: source, expected: 'absent' }
  // Nothing to remove: the address must not be that of a file which is not served as it is.
  return { relativePath, changes: [...images, text, { relativePath: file, expected: 'absent' }] }
}
