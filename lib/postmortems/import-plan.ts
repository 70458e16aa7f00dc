import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { checkInWorker } from '@/lib/library'
import { folderOf } from '@/lib/library/schema'
import { applyRewrites } from '@/lib/markup/place'
import type { Link, Problem } from '@/lib/markup/schema'
import { today } from '@/lib/today'
import { findImages, withNames, type ImportImage } from './import-images'
import type { Known } from './known-postmortems'
import { inBody, inWhole } from './places'
import { readForeign, type ImportReport } from './read-foreign'
import type { GivenFields } from './schema'
import { titleToSlug } from './slug'
import { titleKey } from './title-key'
import { idFromKey, toFields, toSource } from './to-source'

/** A file to import: where it is, and its name in reports. */
export type ImportFile = { path: string; name: string }

/** What importing a file would do: make a page, nothing, or nothing because of its problems. */
export type Planned = { name: string } & (
  | {
      state: 'new'
      source: string
      fields: GivenFields
      images: ImportImage[]
      report: ImportReport & { rewritten: string[] }
    }
  | { state: 'known'; at: string }
  | { state: 'refused'; problems: Problem[] }
)

const mostBytes = 256 * 1024
const rounds = 5

/**
 * Reads and checks one file, and writes nothing. `known` is what is here already; it learns what is planned, so that two
 * files of one text make one page. What a file holds never makes it throw.
 */
export async function planImport(
  file: ImportFile,
  { known, lessons }: { known: Known; lessons: number[] },
): Promise<Planned> {
  const { name } = file
  const refuse = (problems: Problem[]): Planned => ({ name, state: 'refused', problems })
  const bytes = await read(file.path)
  if (typeof bytes === 'string') return refuse([{ line: 1, column: 1, message: bytes }])
  // By what it says, not by where it lies: the same file again, from any folder, is the same postmortem.
  const id = idFromKey(`import ${createHash('sha256').update(bytes).digest('hex')}`)
  const at = known.byId.get(id)
  if (at !== undefined) return { name, state: 'known', at }
  const text = new TextDecoder().decode(bytes)
  const outcome = readForeign(text, { name, lessons })
  if (!outcome.ok) return refuse(outcome.problems)
  const { fields, created, authors, aliases, bodyStart, report } = outcome.foreign
  const twin = known.byTitle.get(titleKey(fields))
  if (twin !== undefined) return refuse([sameTitle(twin)])
  const taken = aliases.filter((alias) => known.slugs.has(alias))
  const free = aliases.filter((alias) => !taken.includes(alias) && alias !== titleToSlug(fields.title))
  const body = text.slice(bodyStart)
  const all = { ...toFields(fields, { id, author: '', today: today() }), created, authors }
  const made = await mend(toSource({ ...all, ...(free.length > 0 && { aliases: free }) }, body))
  if (made.problems) return refuse(inWhole(inBody(made.problems, made.source, body), text, bodyStart))
  known.byId.set(id, name)
  known.byTitle.set(titleKey(fields), name)
  for (const alias of free) known.slugs.add(alias)
  const { images, left: lost } = await findImages(file.path, made.images)
  const took = images.length > 0 ? [`${images.length} of its pictures`] : []
  const left = taken.map((alias) => `address ${alias} is taken here`)
  return {
    name,
    state: 'new',
    source: withNames(made.source, images),
    fields,
    images,
    report: {
      took: [...report.took, ...took],
      left: [...report.left, ...left, ...lost],
      rewritten: made.rewritten,
    },
  }
}

function sameTitle(twin: string): Problem {
  const message = `${twin} has this title and date already. Change that one, or give this one a title of its own.`
  return { line: 1, column: 1, field: 'title', message }
}

/** Its bytes, or why they cannot be read. */
async function read(file: string): Promise<Buffer | string> {
  try {
    const { size } = await stat(file)
    if (size > mostBytes) return 'The file has more than 256 KB. Split it into two.'
    const bytes = await readFile(file)
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return bytes
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'The file is not UTF-8. Save it again with that encoding.'
    if (code !== undefined) return `The file cannot be read (${code}).`
    throw error
  }
}

type Mended = { source: string; rewritten: string[]; images: string[]; problems?: Problem[] }

/** Applies the rewrites that the checker offers, as long as that leads on. */
async function mend(source: string): Promise<Mended> {
  const rewritten: string[] = []
  let text = source
  for (let round = 0; ; round++) {
    const checked = await checkInWorker(`${folderOf.postmortem}/import.mdx`, text)
    if (checked.ok) return { source: text, rewritten, images: imagesIn(checked.document.body.links) }
    const rewrites = checked.problems.flatMap(({ rewrite }) => rewrite ?? [])
    if (rewrites.length === 0 || round === rounds)
      return { source: text, rewritten, images: [], problems: checked.problems }
    text = applyRewrites(text, rewrites)
    rewritten.push(...checked.problems.filter(({ rewrite }) => rewrite).map(({ rewrite }) => rewrite?.label ?? ''))
  }
}

function imagesIn(links: readonly Link[]): string[] {
  return links.flatMap((link) => (link.kind === 'image' ? link.file : []))
}
