import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { watch } from 'chokidar'
import { openAddressBook } from '@/lib/address-book'
import { config } from '@/lib/config'
import { once } from '@/lib/process'
import { findDocument, newCatalogue } from './catalogue'
import { checkInWorker } from './check-in-worker'
import { openCompiledCache } from './compiled-cache'
import { folderOf, kindOf, kinds } from './schema'
import { readDocument, reconcile, type Shelf } from './reconcile'
import { readSnapshot, type SnapshotEntry } from './snapshot'

type Open = { shelf: Shelf; refresh: () => Promise<void>; close: () => Promise<void> }

const settle = 150

/** The library of this process: opened at the first call, kept in step with the folder from then on. */
export function openShelf(): Promise<Shelf> {
  return opened().then(({ shelf }) => shelf)
}

/** Reads one file at once: what was just written shows with the next request. */
export async function refreshFile(file: string): Promise<void> {
  const { shelf } = await opened()
  shelf.stamps.delete(file)
  await readDocument(shelf, file)
}

/** Serves another folder from now on: what is not in it goes, and what is in it comes, at once. */
export async function moveLibrary(contentDir: string): Promise<void> {
  const library = await opened()
  await mkdir(contentDir, { recursive: true })
  library.shelf.contentDir = contentDir
  await library.refresh()
  await library.close()
  library.close = followFolder(contentDir, library.refresh)
}

function opened(): Promise<Open> {
  return once('library', open)
}

async function open(): Promise<Open> {
  const library = await openLibraryAt({ ...config(), snapshot: await readSnapshot(), buildId: await buildId() })
  openAddressBook((folder, slug) => {
    const kind = kindOf(folder)
    return kind !== undefined && findDocument(library.shelf.catalogue, kind, slug) !== undefined
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
    snapshot,
    cache: await openCompiledCache(dataDir, id),
    compile: (file, source) => checkInWorker(file, source),
    reading: new Map(),
    compiled: 0,
  }
  const refresh = oneAtATime(() => reconcile(shelf))
  await refresh()
  return { shelf, refresh, close: followFolder(contentDir, refresh) }
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

function followFolder(contentDir: string, refresh: () => Promise<void>): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void refresh().catch(report), settle)
    timer.unref()
  }
  const folders = kinds.map((kind) => path.join(contentDir, folderOf[kind]))
  const isWatched = (file: string) =>
    file === contentDir || folders.some((folder) => file === folder || file.startsWith(folder + path.sep))
  const watcher = watch(contentDir, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (file) => !isWatched(file) || (file !== contentDir && path.basename(file).startsWith('.')),
  })
    .on('all', later)
    // What changed while the watcher was being set up has raised no event.
    .on('ready', later)
    .on('error', report)
  return () => {
    clearTimeout(timer)
    return watcher.close()
  }
}

function report(error: unknown): void {
  console.error('The content folder could not be read; what was read before is served.', error)
}

async function buildId(): Promise<string> {
  const id = await readFile(path.join(process.cwd(), '.next', 'BUILD_ID'), 'utf8').catch(() => 'development')
  return id.trim()
}
