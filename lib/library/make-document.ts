import { conflictsIn } from '@/lib/markup'
import type { Checked, Problem } from '@/lib/markup/schema'
import { hashOf, type Fields } from './check'
import type { LibraryDocument, ToyFiles } from './document'
import type { FileName } from './file-name'
import type { Shelf } from './reconcile'
import { toDocument } from './to-document'
import { problemsOfCode } from './toy-code'

/** A text as it was read, with the code beside it where its kind has some. */
export type Text = { file: string; name: FileName; source: Uint8Array; files: ToyFiles | undefined }

type Made = { document: LibraryDocument } | { problems: Problem[] }

/** The version of a text, and the hash of all that its document is made of. */
export function hashesOf({ source, files }: Pick<Text, 'source' | 'files'>): { version: string; hash: string } {
  const version = hashOf(source)
  return { version, hash: files ? hashOf(version + files.starter + files.checks + files.solution) : version }
}

/** Whether a text or its code holds the marks of an unfinished merge. */
export function isUnmerged({ source, files }: Pick<Text, 'source' | 'files'>): boolean {
  return conflictsIn(new TextDecoder().decode(source)).length > 0 || problemsOfCode(files).length > 0
}

/** Makes a document of a text, or says what stands in its way; a text that was compiled before is not compiled again. */
export async function makeDocument(shelf: Shelf, text: Text): Promise<Made> {
  const { file, name, files } = text
  const { version, hash } = hashesOf(text)
  const checked = await checkKnown(shelf, text, version)
  const problems = checked.ok ? problemsOfCode(files) : checked.problems
  if (!checked.ok || problems.length > 0) return { problems }
  const { frontMatter: fields, body } = checked.document
  return { document: toDocument({ path: file, name, version, hash, fields, body, files }) }
}

async function checkKnown(shelf: Shelf, { file, source }: Text, hash: string): Promise<Checked<Fields>> {
  const built = shelf.snapshot.get(file)
  if (built?.hash === hash) return built.checked
  const cached = await shelf.cache.get(file, hash)
  if (cached) return cached
  shelf.compiled++
  const checked = await shelf.compile(file, source)
  await shelf.cache.put(file, hash, checked)
  return checked
}
