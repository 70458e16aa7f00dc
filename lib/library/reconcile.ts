import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Checked } from '@/lib/markup/schema'
import { dropDocument, putDocument, type Catalogue } from './catalogue'
import { hashOf, type Fields } from './check'
import type { CompiledCache } from './compiled-cache'
import type { ToyFiles } from './document'
import { parseFileName } from './file-name'
import { listContent } from './folder'
import type { SnapshotEntry } from './snapshot'
import { toDocument } from './to-document'

/** What reconciling works with. */
export type Shelf = {
  contentDir: string
  catalogue: Catalogue
  /** Stamp of each file as it was last read. */
  stamps: Map<string, string>
  snapshot: Map<string, SnapshotEntry>
  cache: CompiledCache
  compile: (path: string, source: Uint8Array) => Promise<Checked<Fields>>
  /** The last reading of each file that is being read. */
  reading: Map<string, Promise<boolean>>
  /** How many texts were compiled since the start; a start with unchanged content compiles none. */
  compiled: number
}

/**
 * Makes the catalogue what the folder is now. Unchanged files are not read again; known texts come from
 * contentlayer's output or the cache; a text that fails its check leaves the last good document in place.
 */
export async function reconcile(shelf: Shelf): Promise<void> {
  const { contentDir, catalogue, stamps } = shelf
  const knows = ({ path: file, stamp }: { path: string; stamp: string }) => stamps.get(file) === stamp
  const { files, refusals } = await listContent(contentDir, knows)
  const present = new Set(files.map((file) => file.path))
  for (const { path: file, message } of refusals) {
    catalogue.problems.set(file, { path: file, problems: [{ line: 1, column: 1, message }] })
    present.add(file)
  }
  for (const file of [...stamps.keys(), ...catalogue.problems.keys()]) {
    if (present.has(file)) continue
    stamps.delete(file)
    dropDocument(catalogue, file)
  }
  for (const file of files) {
    if (knows(file)) continue
    if (await readDocument(shelf, file.path)) stamps.set(file.path, file.stamp)
  }
}

/**
 * Reads one file into the catalogue; false when it went away meanwhile. Readings of one file take turns, so that an
 * older text never takes the place of a newer one.
 */
export function readDocument(shelf: Shelf, file: string): Promise<boolean> {
  const { reading } = shelf
  const read = () => readNow(shelf, file)
  const mine = (reading.get(file) ?? Promise.resolve()).then(read, read)
  reading.set(file, mine)
  return mine.finally(() => {
    if (reading.get(file) === mine) reading.delete(file)
  })
}

async function readNow(shelf: Shelf, file: string): Promise<boolean> {
  const { catalogue, contentDir } = shelf
  const name = parseFileName(file)
  const source = await readFile(path.join(contentDir, file)).catch(absent)
  if (!name || !source) return false
  const files = name.kind === 'toy-problem' ? await readToyFiles(path.join(contentDir, path.dirname(file))) : undefined
  const textHash = hashOf(source)
  const hash = files ? hashOf(textHash + files.starter + files.checks + files.solution) : textHash
  if (catalogue.byPath.get(file)?.hash === hash) {
    catalogue.problems.delete(file)
    return true
  }
  const checked = await checkKnown(shelf, file, textHash, source)
  if (checked.ok) {
    const { frontMatter: fields, body } = checked.document
    putDocument(catalogue, toDocument({ path: file, name, version: textHash, hash, fields, body, files }))
    return true
  }
  catalogue.problems.set(file, { path: file, problems: checked.problems })
  const lastGood = shelf.snapshot.get(file)
  if (!catalogue.byPath.has(file) && lastGood?.checked.ok) {
    const { frontMatter: fields, body } = lastGood.checked.document
    const problems = catalogue.problems.get(file)
    putDocument(catalogue, toDocument({ path: file, name, version: lastGood.hash, hash, fields, body, files }))
    if (problems) catalogue.problems.set(file, problems)
  }
  return true
}

async function checkKnown(shelf: Shelf, file: string, hash: string, source: Uint8Array): Promise<Checked<Fields>> {
  const built = shelf.snapshot.get(file)
  if (built?.hash === hash) return built.checked
  const cached = await shelf.cache.get(file, hash)
  if (cached) return cached
  shelf.compiled++
  const checked = await shelf.compile(file, source)
  await shelf.cache.put(file, hash, checked)
  return checked
}

async function readToyFiles(folder: string): Promise<ToyFiles> {
  const read = (name: string) => readFile(path.join(folder, name), 'utf8').catch(() => '')
  const [starter, checks, solution] = await Promise.all([read('starter.py'), read('checks.py'), read('solution.py')])
  return { starter, checks, solution }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT' || error.code === 'EISDIR') return undefined
  throw error
}
