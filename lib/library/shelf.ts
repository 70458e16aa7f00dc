import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { watch } from 'chokidar'
import { config } from '@/lib/config'
import { once } from '@/lib/process'
import { newCatalogue } from './catalogue'
import { checkInWorker } from './check-in-worker'
import { openCompiledCache } from './compiled-cache'
import { folderOf, kinds } from './schema'
import { readDocument, reconcile, type Shelf } from './reconcile'
import { readSnapshot } from './snapshot'

type Open = { shelf: Shelf; refresh: () => Promise<void> }

const settle = 150

/** The library of this process: opened at the first call, kept in step with the folder from then on. */
export function openShelf(): Promise<Shelf> {
  return opened().then(({ shelf }) => shelf)
}

/** Brings the catalogue in step with the folder now, rather than when the watcher notices. */
export async function refreshShelf(): Promise<void> {
  await (await opened()).refresh()
}

/** Reads one file at once: what was just written shows with the next request. */
export async function refreshFile(file: string): Promise<void> {
  const { shelf } = await opened()
  shelf.stamps.delete(file)
  await readDocument(shelf, file)
}

function opened(): Promise<Open> {
  return once('library', open)
}

async function open(): Promise<Open> {
  const { contentDir, dataDir } = config()
  const shelf: Shelf = {
    contentDir,
    catalogue: newCatalogue(),
    stamps: new Map(),
    snapshot: await readSnapshot(),
    cache: await openCompiledCache(dataDir, await buildId()),
    compile: (file, source) => checkInWorker(file, source),
    compiled: 0,
  }
  const refresh = oneAtATime(() => reconcile(shelf))
  await refresh()
  followFolder(contentDir, refresh)
  return { shelf, refresh }
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
    next ??= current.catch(() => undefined).then(() => {
      next = undefined
      return start()
    })
    return next
  }
}

function followFolder(contentDir: string, refresh: () => Promise<void>): void {
  let timer: NodeJS.Timeout | undefined
  const later = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void refresh().catch(report), settle)
    timer.unref()
  }
  const folders = kinds.map((kind) => path.join(contentDir, folderOf[kind]))
  watch(folders, { ignoreInitial: true, followSymlinks: false, ignored: (file) => path.basename(file).startsWith('.') })
    .on('all', later)
    .on('error', report)
}

function report(error: unknown): void {
  console.error('The content folder could not be read; what was read before is served.', error)
}

async function buildId(): Promise<string> {
  const id = await readFile(path.join(process.cwd(), '.next', 'BUILD_ID'), 'utf8').catch(() => 'development')
  return id.trim()
}
