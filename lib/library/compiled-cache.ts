import { randomUUID } from 'node:crypto'
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Checked } from '@/lib/markup/schema'
import type { Fields } from './check'

/** Keeps what was compiled after the build, so that the next start need not do it again. */
export type CompiledCache = {
  get: (path: string, hash: string) => Promise<Checked<Fields> | undefined>
  /** Never throws: a text that cannot be kept is compiled again at the next start. */
  put: (path: string, hash: string, checked: Checked<Fields>) => Promise<void>
}

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
  return {
    get: async (documentPath, hash) => {
      const text = await readFile(fileOf(documentPath, hash), 'utf8').catch(() => undefined)
      return text === undefined ? undefined : (JSON.parse(text) as Checked<Fields>)
    },
    put: async (documentPath, hash, checked) => {
      const file = fileOf(documentPath, hash)
      const temporary = `${file}.${randomUUID()}.tmp`
      try {
        await writeFile(temporary, JSON.stringify(checked))
        await rename(temporary, file)
      } catch (error) {
        console.error(`What was compiled of ${documentPath} could not be kept.`, error)
        await rm(temporary, { force: true })
      }
    },
  }
}
