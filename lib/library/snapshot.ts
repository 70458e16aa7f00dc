import { access, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Checked } from '@/lib/markup/schema'
import type { Fields } from './check'

/** A document as the build has checked it: its path, the hash of its file, and the answer of the checker. */
export type SnapshotEntry = { path: string; hash: string; checked: Checked<Fields> }

const typeNames = ['Lesson', 'ToyProblem', 'Postmortem'] as const

/** The folder contentlayer generates into. */
export function snapshotFolder(root = process.cwd()): string {
  return path.join(root, '.contentlayer', 'generated')
}

/**
 * Contentlayer's output by path. Each body is what `contentlayer.config.ts` made of the whole file
 * with the product's own checker. Throws when there has been no contentlayer build.
 */
export async function readSnapshot(root?: string): Promise<Map<string, SnapshotEntry>> {
  const folder = snapshotFolder(root)
  await access(folder).catch((cause: unknown) => {
    throw new Error(`There is no contentlayer output at ${folder}. Run npm run build.`, { cause })
  })
  const entries = new Map<string, SnapshotEntry>()
  for (const name of typeNames) {
    const text = await readFile(path.join(folder, name, '_index.json'), 'utf8').catch(() => '[]')
    for (const { body } of JSON.parse(text) as { body: { html: string } }[]) {
      const entry = JSON.parse(body.html) as SnapshotEntry
      entries.set(entry.path, entry)
    }
  }
  return entries
}
