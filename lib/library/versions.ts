import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { splitFrontMatter } from '@/lib/markup'
import { hashOf } from './check'
import type { LibraryDocument } from './document'
import { pastOf, readBlob } from './file-past'
import { openShelf } from './shelf'

const mostVersions = 100

type Known = { version: string; blobs: Promise<Map<string, string>> }

/** What git has of each file, found once for each version of it that is served. */
const known = new Map<string, Known>()
let last: Promise<unknown> = Promise.resolve()

type Named = Pick<LibraryDocument, 'path' | 'version'>

/**
 * The Markdown of a document, without its front matter, as it was at a version; undefined when that is not known.
 * Throws as `getSource` does.
 */
export async function getMarkdown(document: Named, version: string): Promise<string | undefined> {
  const source = await getSource(document, version)
  return source === undefined ? undefined : bodyOf(source)
}

/**
 * The whole text of a document's file as it was at a version: the one served, or one of the last hundred in git;
 * undefined when neither has it. Throws `unavailable` when git cannot be asked; the next call asks again.
 */
export async function getSource({ path: file, version: served }: Named, version: string): Promise<string | undefined> {
  const { contentDir } = await openShelf()
  if (version === served) {
    const source = await readFile(path.join(contentDir, file), 'utf8').catch(() => undefined)
    if (source !== undefined && hashOf(source) === version) return source
  }
  const blob = (await blobsOf(contentDir, file, served)).get(version)
  return blob === undefined ? undefined : readBlob(contentDir, blob)
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
  const blobs = new Set((await pastOf(contentDir, file, mostVersions)).map(({ blob }) => blob))
  const found = new Map<string, string>()
  for (const blob of blobs) found.set(hashOf(await readBlob(contentDir, blob)), blob)
  return found
}
