import { existsSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { openAddressBook } from '@/lib/address-book'
import { config } from '@/lib/config'
import { indexLockOf } from '@/lib/git'
import { once } from '@/lib/process'
import { findDocument, findWithdrawn, newCatalogue } from './catalogue'
import { checkInWorker } from './check-in-worker'
import { openCompiledCache } from './compiled-cache'
import { documentAt, stampOfDocument } from './folder'
import { followFolder } from './follow'
import { kindOf } from './schema'
import { readDocument, reconcile, type Shelf } from './reconcile'
import { readSnapshot, type SnapshotEntry } from './snapshot'

type Open = { shelf: Shelf; refresh: () => Promise<void>; close: () => Promise<void> }

/** The library of this process: opened at the first call, kept in step with the folder from then on. */
export function openShelf(): Promise<Shelf> {
  return opened().then(({ shelf }) => shelf)
}

/** Reads one file at once: what was just written shows with the next request. */
export async function refreshFile(file: string): Promise<void> {
  const { shelf } = await opened()
  await readAtOnce(shelf, file)
}

/** Reads a file that was moved at once: its document never goes missing between the two places. */
export async function refreshMoved(from: string, to: string): Promise<void> {
  const { shelf } = await opened()
  shelf.stamps.delete(from)
  shelf.gone.add(from)
  await readAtOnce(shelf, to)
}

async function readAtOnce(shelf: Shelf, file: string): Promise<void> {
  shelf.stamps.delete(file)
  // Before the text is read: what changes in between is new to the next look.
  const stamp = stampOfDocument(shelf.contentDir, file)
  if ((await readDocument(shelf, file)) && stamp !== undefined) shelf.stamps.set(file, stamp)
}

/** Whether the library has a file as it is on the disk, so that being told of it is no news. */
function knows({ contentDir, stamps }: Shelf, file: string): boolean {
  const document = documentAt(file)
  if (document !== undefined) return stamps.get(document) === stampOfDocument(contentDir, document)
  const isContent = kindOf(file.split('/')[0] ?? '') !== undefined
  // Anything may come with a folder; what is no text is served from the disk as it is.
  return !isContent || !['', '.mdx'].includes(path.posix.extname(file))
}

/** Serves another folder from now on: what is not in it goes, and what is in it comes, at once. */
export async function moveLibrary(contentDir: string): Promise<void> {
  const library = await opened()
  await mkdir(contentDir, { recursive: true })
  library.shelf.contentDir = contentDir
  library.shelf.isBusy = await gitWatch(contentDir)
  await library.refresh()
  await library.close()
  library.close = follow(library.shelf, library.refresh)
}

function opened(): Promise<Open> {
  return once('library', open)
}

async function open(): Promise<Open> {
  const library = await openLibraryAt({ ...config(), snapshot: await readSnapshot(), buildId: await buildId() })
  openAddressBook((folder, slug) => {
    const kind = kindOf(folder)
    const { catalogue } = library.shelf
    if (kind !== undefined && findDocument(catalogue, kind, slug)) return true
    return kind === 'postmortem' && findWithdrawn(catalogue, slug) !== undefined
  })
  return library
}

/** What a library is opened from. */
export type Place = { contentDir: string; dataDir: string; snapshot: Map<string, SnapshotEntry>; buildId: string }

/** Opens a library at a folder, in step with it, and follows the folder; `close` ends that. */
export async function openLibraryAt({ contentDir, dataDir, snapshot, buildId: id }: Place): Promise<Open> {
  const shelf: Shelf = {
    contentDir,
    catalogue: newCatalogue(),
    stamps: new Map(),
    waiting: new Map(),
    gone: new Set(),
    isBusy: await gitWatch(contentDir),
    snapshot,
    cache: await openCompiledCache(dataDir, id),
    compile: (file, source) => checkInWorker(file, source),
    reading: new Map(),
    compiled: 0,
  }
  const refresh = oneAtATime(() => reconcile(shelf))
  await refresh()
  return { shelf, refresh, close: follow(shelf, refresh) }
}

function follow(shelf: Shelf, refresh: () => Promise<void>): () => Promise<void> {
  return followFolder(shelf.contentDir, { refresh, knows: (file) => knows(shelf, file) })
}

/** Tells whether a git program is at work in a folder, where git can say how it shows. */
async function gitWatch(contentDir: string): Promise<() => boolean> {
  const lock = existsSync(contentDir) ? await indexLockOf(contentDir).catch(reportGit) : undefined
  return () => lock !== undefined && existsSync(lock)
}

/** One run at a time; a call during a run leads to exactly one more, and both callers wait for it. */
function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined
  let next: Promise<void> | undefined
  const start = (): Promise<void> => {
    const running = run().finally(() => {
      current = undefined
    })
    current = running
    return running
  }
  return () => {
    if (!current) return start()
    next ??= current
      .catch(() => undefined)
      .then(() => {
        next = undefined
        return start()
      })
    return next
  }
}

function reportGit(error: unknown): undefined {
  console.error('Git could not be asked about the content folder; documents are served all the same.', error)
}

async function buildId(): Promise<string> {
  const id = await readFile(path.join(process.cwd(), '.next', 'BUILD_ID'), 'utf8').catch(() => 'development')
  return id.trim()
}
