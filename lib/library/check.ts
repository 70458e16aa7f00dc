import { createHash } from 'node:crypto'
import { checkSource } from '@/lib/markup'
import type { Checked } from '@/lib/markup/schema'
import { parseFileName } from './file-name'
import { schemaOf, type LessonFields, type PostmortemFields, type ToyProblemFields } from './schema'

export type Fields = LessonFields | ToyProblemFields | PostmortemFields

/** SHA-256 of a source, in hex. */
export function hashOf(source: string | Uint8Array): string {
  return createHash('sha256').update(source).digest('hex')
}

/** Where images beside the text are served, when not beside its path. */
export type CheckOptions = { assetBase?: string | undefined }

/**
 * Checks and compiles the file at `path` (below the content folder) by its kind's schema.
 * What a file holds never makes it throw; a path that names no document is a problem like any other.
 */
export async function checkDocument(
  path: string,
  source: string | Uint8Array,
  { assetBase }: CheckOptions = {},
): Promise<Checked<Fields>> {
  const name = parseFileName(path)
  if (!name) return { ok: false, problems: [{ line: 1, column: 1, message: badName(path) }] }
  try {
    return await checkSource<Fields>(source, { schema: schemaOf[name.kind], assetBase: assetBase ?? name.assetBase })
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { ok: false, problems: [{ line: 1, column: 1, message: 'The text nests too deeply to be read.' }] }
  }
}

function badName(path: string): string {
  return `\`${path}\` is not a name of a document. Documents are \`lessons/slug.mdx\` or \`lessons/slug/index.mdx\` (and so in toy-problems and postmortems); a slug has lower-case letters, digits and inner hyphens, at most 80.`
}
