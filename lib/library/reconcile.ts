import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { splitFrontMatter } from '@/lib/markup'
import type { Checked } from '@/lib/markup/schema'
import { dropDocument, putDocument, type Catalogue, type FileProblem } from './catalogue'
import type { Fields } from './check'
import type { CompiledCache } from './compiled-cache'
import type { LibraryDocument } from './document'
import { parseFileName } from './file-name'
import { listContent, type ContentFile, type Refusal } from './folder'
import { lastGoodOf, type Refused } from './last-good'
import { hashesOf, isUnmerged, makeDocument } from './make-document'
import type { SnapshotEntry } from './snapshot'
import { inFolder, readCode } from './toy-code'

/** What reconciling works with. */
export type Shelf = {
  contentDir: string
  catalogue: Catalogue
  /** Stamp of each file as it was last read. */
  stamps: Map<string, string>
  /** Good documents whose id or address another file has, by their paths. */
  waiting: Map<string, LibraryDocument>
  /** Files that are no longer there, and whose documents are served until what took their place is known. */
  gone: Set<string>
  /** Whether a git program is changing the folder just now. */
  isBusy: () => boolean
  snapshot: Map<string, SnapshotEntry>
  cache: CompiledCache
  compile: (path: string, source: Uint8Array) => Promise<Checked<Fields>>
  /** The last reading of each file that is being read. */
  reading: Map<string, Promise<boolean>>
  /** How many texts were compiled since the start; a start with unchanged content compiles none. */
  compiled: number
}

/**
 * Makes the catalogue what the folder is now. Unchanged files are not read again; known texts come from contentlayer's
 * output or the cache; a text that fails its check leaves its last good version in place. A document that has moved is
 * served all the while. One file that cannot be read keeps none of the others from it: what was wrong is its problem, and
 * it is tried again at the next look. Throws when the folder itself cannot be read.
 */
export async function reconcile(shelf: Shelf): Promise<void> {
  const { catalogue, stamps, waiting } = shelf
  const read = new Set<string>()
  const until = Date.now() + patience
  let hasNews = await look(shelf, read)
  // What is gone may be on its way to another place: git takes away first, and puts there then.
  while (shelf.gone.size > 0 && (hasNews || shelf.isBusy()) && Date.now() < until) {
    if (!hasNews) await pause(10)
    hasNews = await look(shelf, read)
  }
  for (const file of shelf.gone) {
    stamps.delete(file)
    waiting.delete(file)
    dropDocument(catalogue, file)
  }
  settleWaiting(shelf, read)
  for (const file of read) await attempt(shelf, file, standInForWaiting(shelf, file))
}

/** For how long, in milliseconds, a folder in which git is at work may keep its documents from going. */
const patience = 1000

/** Takes in what is new in the folder, and notes what is gone; whether anything was new. */
async function look(shelf: Shelf, read: Set<string>): Promise<boolean> {
  const { contentDir, catalogue, stamps } = shelf
  const knows = ({ path: file, stamp }: ContentFile) => stamps.get(file) === stamp
  // Before the look, which takes a while: what is published meanwhile is not missing in it.
  const known = [...catalogue.byPath.keys(), ...catalogue.problems.keys(), ...stamps.keys()]
  const { files, refusals } = await listContent(contentDir, knows)
  const present = new Set([...files, ...refusals].map((file) => file.path))
  shelf.gone = new Set(known.filter((file) => !present.has(file)))
  for (const refusal of refusals) await attempt(shelf, refusal.path, refuseByName(shelf, refusal))
  const unread = files.filter((file) => !knows(file))
  for (const file of unread) {
    read.add(file.path)
    await attempt(shelf, file.path, readFresh(shelf, file))
  }
  return unread.length > 0
}

/** What fails with one file is that file's problem, told of once for as long as it stays the same. */
async function attempt(shelf: Shelf, file: string, work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException
    const message = `It could not be read (${code}). See to its rights and its disk; it is tried again every few seconds.`
    if (shelf.catalogue.problems.get(file)?.problems[0]?.message === message) return
    console.error(`${file} could not be read.`, error)
    const name = parseFileName(file)
    // What fails here has failed just now, and is told of above.
    if (name) await keepServing(shelf, { file, name }).catch(() => undefined)
    shelf.catalogue.problems.set(file, toProblem(file, message))
  }
}

async function readFresh(shelf: Shelf, { path: file, stamp }: ContentFile): Promise<void> {
  if (await readDocument(shelf, file)) shelf.stamps.set(file, stamp)
}

/**
 * Reads one file into the catalogue, in place of one that is gone with its id or address; false when it went away meanwhile.
 * Readings of one file take turns, so that an older text never takes the place of a newer one.
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
  const { catalogue, contentDir, waiting } = shelf
  const name = parseFileName(file)
  const source = await readFile(path.join(contentDir, file)).catch(absent)
  if (!name || !source) return false
  shelf.gone.delete(file)
  const text = { file, name, source, files: await readCode({ file, name }, inFolder(contentDir)) }
  const { hash } = hashesOf(text)
  const isServed = catalogue.byPath.get(file)?.hash === hash || catalogue.withdrawn.get(file)?.version === hash
  const made = isServed ? undefined : await makeDocument(shelf, text)
  if (made && 'problems' in made) {
    await refuse(
      shelf,
      { file, name, hash, isWithdrawn: saysWithdrawn(source) },
      { reason: isUnmerged(text) ? 'merge' : 'text', problems: made.problems },
    )
    return true
  }
  if (catalogue.problems.has(file)) await shelf.cache.dropStandIn(file)
  if (made) take(shelf, made.document)
  else {
    waiting.delete(file)
    catalogue.problems.delete(file)
  }
  return true
}

function take({ catalogue, waiting, gone }: Shelf, document: LibraryDocument): void {
  waiting.delete(document.path)
  if (!putDocument(catalogue, document, gone)) waiting.set(document.path, document)
}

function saysWithdrawn(source: Uint8Array): boolean {
  const text = new TextDecoder().decode(source)
  const split = splitFrontMatter(text)
  // Where the fields do not end, any line may be one of them.
  return /^withdrawn:/m.test('problems' in split ? text : split.yaml)
}

type Why = Pick<FileProblem, 'reason' | 'problems'>

async function refuse(shelf: Shelf, refused: Refused, why: Why): Promise<void> {
  const { catalogue } = shelf
  shelf.waiting.delete(refused.file)
  await keepServing(shelf, refused)
  catalogue.problems.set(refused.file, { path: refused.file, ...why })
}

/** Sees to it that the last good version of a refused file is served, and will be after the next start. */
async function keepServing(shelf: Shelf, refused: Refused): Promise<void> {
  const { catalogue, cache, gone } = shelf
  // What was withdrawn does not come back because its file has been broken since.
  const isHidden = refused.isWithdrawn === true || catalogue.withdrawn.has(refused.file)
  if (!catalogue.byPath.has(refused.file) && !isHidden) {
    const good = await lastGoodOf(shelf, refused)
    if (good) putDocument(catalogue, good, gone)
  }
  const served = catalogue.byPath.get(refused.file)
  if (served && refused.hash !== undefined) await cache.putStandIn(refused.hash, served)
}

async function refuseByName(shelf: Shelf, { path: file, message }: Refusal): Promise<void> {
  const { catalogue, stamps } = shelf
  const name = parseFileName(file)
  const isNew = catalogue.problems.get(file)?.problems[0]?.message !== message
  stamps.delete(file)
  if (name && isNew) await keepServing(shelf, { file, name })
  catalogue.problems.set(file, toProblem(file, message))
}

/** A problem of the file itself, whatever its text is. */
function toProblem(file: string, message: string): FileProblem {
  return { path: file, reason: 'name', problems: [{ line: 1, column: 1, message }] }
}

/** Serves what waited for an id or an address that is free by now; files just read may have changed theirs with each other. */
function settleWaiting(shelf: Shelf, read: ReadonlySet<string>): void {
  const { catalogue, waiting } = shelf
  const takeAll = () => {
    for (const document of [...waiting.values()]) take(shelf, document)
  }
  for (let before = Infinity; waiting.size < before && waiting.size > 0;) {
    before = waiting.size
    takeAll()
  }
  const stuck = [...waiting.keys()].map((file) => catalogue.byPath.get(file)).filter((old) => old !== undefined)
  if (stuck.length < 2 || !stuck.some((old) => read.has(old.path))) return
  for (const old of stuck) {
    const problem = catalogue.problems.get(old.path)
    dropDocument(catalogue, old.path)
    if (problem) catalogue.problems.set(old.path, problem)
  }
  takeAll()
  for (const old of stuck.filter(({ path: file }) => waiting.has(file))) putBeside(catalogue, old)
}

async function standInForWaiting(shelf: Shelf, file: string): Promise<void> {
  const { catalogue, waiting } = shelf
  const name = parseFileName(file)
  if (!name || !waiting.has(file) || catalogue.byPath.has(file)) return
  const good = await lastGoodOf(shelf, { file, name })
  if (good && waiting.has(file)) putBeside(catalogue, good)
}

/** Serves a last good version, if its own id and address are free; the problem of its file stays. */
function putBeside(catalogue: Catalogue, good: LibraryDocument): void {
  const problem = catalogue.problems.get(good.path)
  putDocument(catalogue, good)
  if (problem) catalogue.problems.set(good.path, problem)
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (['ENOENT', 'EISDIR', 'ENOTDIR'].includes(error.code ?? '')) return undefined
  throw error
}
