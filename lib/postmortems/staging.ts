import { git } from '@/lib/git'
import { gitPatiently, listUncommitted, type Places } from './commit'
import { sha256Of } from './old-file'

/** What the index holds for paths, to be given to `undoStaging`. */
export async function indexEntriesOf({ contentDir, paths }: Places): Promise<string> {
  return await git(contentDir, ['ls-files', '--stage', '--full-name', '-z', '--', ...paths])
}

/** What was to be staged: bytes with that SHA-256 under each path, or nothing. */
type Staged = { files: { relativePath: string; sha256: string | null }[]; indexEntries: string }

/**
 * Puts paths of the index back to what `indexEntriesOf` found before, where what was to be staged is staged there now;
 * what a person has staged since stays. Throws as `git` does.
 */
export async function undoStaging(contentDir: string, { files, indexEntries }: Staged): Promise<void> {
  const places = { contentDir, paths: files.map(({ relativePath }) => relativePath) }
  const entries = await indexEntriesOf(places)
  if (entries === indexEntries) return
  const uncommitted = await listUncommitted(places)
  const prefix = (await git(contentDir, ['rev-parse', '--show-prefix'])).replace(/\r?\n$/, '')
  let input = ''
  for (const { relativePath, sha256 } of files) {
    const before = entryOf(indexEntries, prefix + relativePath)
    const now = entryOf(entries, prefix + relativePath)
    if (before === now || !uncommitted.includes(relativePath)) continue
    if (sha256 === (await stagedHash(contentDir, now))) input += removalOf(now || before) + before
  }
  if (input) await gitPatiently(contentDir, ['update-index', '-z', '--index-info'], { input })
}

/** The lines of one path in a listing; a path in conflict has several. */
function entryOf(entries: string, fullPath: string): string {
  const lines = entries.split('\0').filter((line) => line.slice(line.indexOf('\t') + 1) === fullPath)
  return lines.map((line) => `${line}\0`).join('')
}

async function stagedHash(contentDir: string, entry: string): Promise<string | null> {
  const [, object] = entry.split(' ')
  if (object === undefined) return null
  const bytes = await git(contentDir, ['cat-file', 'blob', object], { encoding: 'latin1' })
  return sha256Of(Buffer.from(bytes, 'latin1'))
}

function removalOf(entry: string): string {
  const [line = ''] = entry.split('\0')
  return `0 ${'0'.repeat(line.split(' ')[1]?.length ?? 40)}${line.slice(line.indexOf('\t'))}\0`
}
