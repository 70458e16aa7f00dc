import { randomUUID } from 'node:crypto'
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Checked } from '@/lib/markup/schema'
import type { Fields } from './check'
import type { LibraryDocument } from './document'

/** Keeps what was compiled after the build, so that the next start need not do it again. */
export type CompiledCache = {
  get: (path: string, hash: string) => Promise<Checked<Fields> | undefined>
  /** Never throws: a text that cannot be kept is compiled again at the next start. */
  put: (path: string, hash: string, checked: Checked<Fields>) => Promise<void>
  /** What was served in the place of a text that is refused. */
  standIn: (path: string, refused: string) => Promise<LibraryDocument | undefined>
  /** Keeps it, one for each path; never throws, as `put`. */
  putStandIn: (refused: string, document: LibraryDocument) => Promise<void>
  dropStandIn: (path: string) => Promise<void>
}

type StandIn = { refused: string; document: LibraryDocument }

/** A cache below the data folder for one build of the product; those of other builds are removed. */
export async function openCompiledCache(dataDir: string, buildId: string): Promise<CompiledCache> {
  const all = path.join(dataDir, 'compiled')
  const folder = path.join(all, buildId)
  await mkdir(folder, { recursive: true })
  for (const other of await readdir(all)) {
    if (other !== buildId) await rm(path.join(all, other), { recursive: true, force: true })
  }
  const fileOf = (documentPath: string, hash: string) =>
    path.join(folder, `${documentPath.replaceAll('/', '~').slice(0, 150)}.${hash.slice(0, 24)}.json`)
  const standInOf = (documentPath: string) => fileOf(documentPath, 'stand-in')
  return {
    get: (documentPath, hash) => readJson<Checked<Fields>>(fileOf(documentPath, hash)),
    put: (documentPath, hash, checked) => writeJson(fileOf(documentPath, hash), documentPath, checked),
    standIn: async (documentPath, refused) => {
      const kept = await readJson<StandIn>(standInOf(documentPath))
      return kept?.refused === refused ? kept.document : undefined
    },
    putStandIn: (refused, document) =>
      writeJson(standInOf(document.path), document.path, { refused, document } satisfies StandIn),
    dropStandIn: (documentPath) => rm(standInOf(documentPath), { force: true }),
  }
}

async function readJson<T>(file: string): Promise<T | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text) as T
  } catch {
    // What a power cut has left of a file is as good as none: it is made again.
    return undefined
  }
}

async function writeJson(file: string, documentPath: string, value: unknown): Promise<void> {
  const temporary = `${file}.${randomUUID()}.tmp`
  try {
    // On the disk before it has its name, or a power cut leaves the name with nothing in it.
    await writeFile(temporary, JSON.stringify(value), { flush: true })
    await rename(temporary, file)
  } catch (error) {
    console.error(`What was compiled of ${documentPath} could not be kept.`, error)
    await rm(temporary, { force: true })
  }
}
