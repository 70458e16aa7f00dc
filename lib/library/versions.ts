import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { git, repositoryOf } from '@/lib/git'
import { splitFrontMatter } from '@/lib/markup'
import { hashOf } from './check'
import type { LibraryDocument } from './document'
import { openShelf } from './shelf'

const mostVersions = 100

type Known = { version: string; blobs: Promise<Map<string, string>> }

/** What git has of each file, found once for each version of it that is served. */
const known = new Map<string, Known>()
let last: Promise<unknown> = Promise.resolve()

/**
 * The Markdown of a document, without its front matter, as it was at a version: the one served, or one of the last
 * hundred in git; undefined when neither has it. Throws `unavailable` when git cannot be asked; the next call asks again.
 */
export async function getMarkdown(
  { path: file, version: served }: Pick<LibraryDocument, 'path' | 'version'>,
  version: string,
): Promise<string | undefined> {
  const { contentDir } = await openShelf()
  if (version === served) {
    const source = await readFile(path.join(contentDir, file), 'utf8').catch(() => undefined)
    if (source !== undefined && hashOf(source) === version) return bodyOf(source)
  }
  const blob = (await blobsOf(contentDir, file, served)).get(version)
  return blob === undefined ? undefined : bodyOf(await git(contentDir, ['cat-file', 'blob', blob]))
}

function bodyOf(source: string): string {
  const split = splitFrontMatter(source)
  return 'problems' in split ? source : source.slice(split.bodyStart)
}

/** Git's names of a file's earlier texts, by their hash. */
function blobsOf(contentDir: string, file: string, version: string): Promise<Map<string, string>> {
  const key = path.join(contentDir, file)
  const before = known.get(key)
  if (before?.version === version) return before.blobs
  // One after another, so that many who ask at once do not start a hundred programs each.
  const blobs = last.then(() => findBlobs(contentDir, file))
  const entry = { version, blobs }
  known.set(key, entry)
  last = blobs.catch(() => {
    if (known.get(key) === entry) known.delete(key)
  })
  return blobs
}

async function findBlobs(contentDir: string, file: string): Promise<Map<string, string>> {
  if ((await repositoryOf(contentDir)) === undefined) return new Map()
  const log = ['log', `-n${mostVersions}`, '--follow', '--format=', '--raw', '--no-abbrev', '--', file]
  const lines = (await git(contentDir, log)).split('\n').filter((line) => line.startsWith(':'))
  const blobs = new Set(lines.flatMap((line) => line.split(' ')[3] ?? []))
  const found = new Map<string, string>()
  for (const blob of blobs) {
    if (/^0+$/.test(blob)) continue
    found.set(hashOf(await git(contentDir, ['cat-file', 'blob', blob])), blob)
  }
  return found
}
