import path from 'node:path'
import { git, repositoryOf } from '@/lib/git'
import type { LibraryDocument } from './document'
import type { FileName } from './file-name'
import { makeDocument } from './make-document'
import type { Shelf } from './reconcile'
import { toDocument } from './to-document'
import { inFolder, problemsOfCode, readCode } from './toy-code'

/** A file that is refused; `hash` is that of what it holds, where it can be read at all, and it may say it is withdrawn. */
export type Refused = { file: string; name: FileName; hash?: string | undefined; isWithdrawn?: boolean }

const mostCommits = 20

/**
 * The last good version of a file that is refused and of which nothing is served: what was served in its place before
 * this start, else what git has (the last commit first, then earlier ones), else what the build has seen.
 */
export async function lastGoodOf(shelf: Shelf, refused: Refused): Promise<LibraryDocument | undefined> {
  const { file, hash } = refused
  const before = hash === undefined ? undefined : await shelf.cache.standIn(file, hash)
  return before ?? (await fromGit(shelf, refused)) ?? (await fromSnapshot(shelf, refused))
}

async function fromGit(shelf: Shelf, { file, name }: Refused): Promise<LibraryDocument | undefined> {
  const { contentDir } = shelf
  try {
    if ((await repositoryOf(contentDir)) === undefined) return undefined
    const parts = name.kind === 'toy-problem' ? path.posix.dirname(file) : file
    const log = await git(contentDir, ['log', `-n${mostCommits}`, '--format=%H', '--', parts])
    // After a rename on one side of a merge the last commit has the file elsewhere; the index has our side of it.
    for (const revision of ['HEAD', ':2', ...log.split('\n').filter(Boolean)]) {
      const document = await atRevision(shelf, { file, name }, revision)
      if (document) return document
    }
  } catch (error) {
    console.error(`Git could not be asked for the last good version of ${file}.`, error)
  }
  return undefined
}

async function atRevision(
  shelf: Shelf,
  { file, name }: Refused,
  revision: string,
): Promise<LibraryDocument | undefined> {
  const read = (wanted: string) => blobOf(shelf.contentDir, wanted, revision)
  const source = await read(file)
  // What is not UTF-8 was refused for that; git gives it with this sign in the place of what cannot be read.
  if (source === undefined || source.includes('\ufffd')) return undefined
  const files = await readCode({ file, name }, read)
  const made = await makeDocument(shelf, { file, name, source: Buffer.from(source), files })
  return 'document' in made ? made.document : undefined
}

/** A file as it was; undefined where it was not there, which git calls an error. */
async function blobOf(contentDir: string, file: string, revision: string): Promise<string | undefined> {
  const blob = (at: string) => git(contentDir, ['cat-file', 'blob', `${at}:./${file}`]).catch(() => undefined)
  return (await blob(revision)) ?? (revision === ':2' ? blob(':0') : undefined)
}

async function fromSnapshot(shelf: Shelf, { file, name }: Refused): Promise<LibraryDocument | undefined> {
  const built = shelf.snapshot.get(file)
  if (!built?.checked.ok) return undefined
  const { frontMatter: fields, body } = built.checked.document
  const files = await readCode({ file, name }, inFolder(shelf.contentDir))
  if (problemsOfCode(files).length > 0) return undefined
  return toDocument({ path: file, name, version: built.hash, hash: `${built.hash} of the build`, fields, body, files })
}
