import type { Author } from './journal'
import { publishFiles, type Expected } from './write-files'

/** What is to be written where, in whose name; `expected` is what must be there before. */
export type Publication = {
  contentDir: string
  dataDir: string
  /** Below the content folder, with `/`. */
  relativePath: string
  text: string
  author: Author
  message: string
  expected?: Expected
}

/** Writes one file and commits it as its author, as `publishFiles` does several. */
export async function publishFile({ relativePath, text, expected, ...rest }: Publication): Promise<{ commit: string }> {
  return publishFiles({ ...rest, changes: [{ relativePath, bytes: text, ...(expected && { expected }) }] })
}
