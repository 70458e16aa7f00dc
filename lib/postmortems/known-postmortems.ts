import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { folderOf } from '@/lib/library/schema'
import { splitFrontMatter } from '@/lib/markup'
import { titleKey } from './title-key'

/** The postmortems of a content folder, as far as a new one must not be the same: by id, by title and date, by address. */
export type Known = { byId: Map<string, string>; byTitle: Map<string, string>; slugs: Set<string> }

/** Reads the front matter of every postmortem in a content folder; a file that cannot be read counts by its name alone. */
export async function readKnown(contentDir: string): Promise<Known> {
  const known: Known = { byId: new Map(), byTitle: new Map(), slugs: new Set() }
  const folder = path.join(contentDir, folderOf.postmortem)
  const names = await readdir(folder, { recursive: true }).catch(ifAbsent)
  for (const name of names) {
    known.slugs.add((name.split(path.sep)[0] ?? '').replace(/\.mdx$/, '').toLowerCase())
    if (name.endsWith('.mdx')) await note(known, path.join(folder, name), `${folderOf.postmortem}/${name}`)
  }
  return known
}

async function note(known: Known, file: string, shown: string): Promise<void> {
  const split = splitFrontMatter(await readFile(file, 'utf8'))
  if ('problems' in split) return
  const { id, title, happened, aliases } = fieldsOf(split.yaml)
  if (typeof id === 'string') known.byId.set(id, shown)
  if (typeof title === 'string') known.byTitle.set(titleKey({ title, happened: String(happened) }), shown)
  if (Array.isArray(aliases)) for (const alias of aliases) known.slugs.add(String(alias))
}

function fieldsOf(yaml: string): Record<string, unknown> {
  try {
    return (parse(yaml, { schema: 'core', version: '1.2', maxAliasCount: 0 }) ?? {}) as Record<string, unknown>
  } catch {
    // npm run check says what is wrong with it.
    return {}
  }
}

function ifAbsent(error: NodeJS.ErrnoException): string[] {
  if (error.code === 'ENOENT') return []
  throw error
}
