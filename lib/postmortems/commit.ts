import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { git, isLockHeld, type GitOptions } from '@/lib/git'
import { cleanMessage, identityEnv } from './commit-words'
import type { Author } from './journal'

/** One path of the content folder. */
export type Place = { contentDir: string; relativePath: string }

type Words = { author: Author; message: string }

/** How long a call waits for another git program (an editor's, say) to let go of the repository. */
const patienceMs = 2000

/**
 * Commits one path as it is in the folder, as its author, and returns the commit; what else is staged stays
 * so. A path that the last commit has already makes no new one. Throws as `git` does.
 */
export async function commitPath(place: Place, { author, message }: Words): Promise<string> {
  const { contentDir, relativePath } = place
  // Forced: a pattern in .gitignore must not keep a published page out of the history.
  await gitPatiently(contentDir, ['add', '--force', '--', relativePath])
  const made = (await isCommitted(place)) ? undefined : await makeCommit(place, { author, message })
  return made ?? (await git(contentDir, ['log', '-1', '--format=%H', '--', relativePath])).trim()
}

/** Undefined when git does not tell which commit it made. */
async function makeCommit(place: Place, { author, message }: Words): Promise<string | undefined> {
  const { contentDir, relativePath } = place
  const options = ['--no-verify', '--cleanup=whitespace', '--only', '--file=-', '--', relativePath]
  const input = cleanMessage(message, relativePath)
  try {
    const args = ['-c', 'core.abbrev=40', 'commit', ...options]
    const answer = await gitPatiently(contentDir, args, { input, env: identityEnv(author) })
    return /^\[.*? ([0-9a-f]{40,64})\]/.exec(answer)?.[1]
  } catch (error) {
    // Git can fail after the commit is made, while it puts its index in order.
    if (!(await isCommitted(place))) throw error
    return undefined
  }
}

/** What the index holds for a path, to be given to `undoStaging`. */
export async function indexEntryOf({ contentDir, relativePath }: Place): Promise<string> {
  return await git(contentDir, ['ls-files', '--stage', '--full-name', '-z', '--', relativePath])
}

/**
 * Puts a path of the index back to what `indexEntryOf` found before, when the text with that SHA-256 is
 * staged there now; what a person has staged since stays. Throws as `git` does.
 */
export async function undoStaging(
  place: Place,
  { indexEntry, sha256 }: { indexEntry: string; sha256: string },
): Promise<void> {
  const now = await indexEntryOf(place)
  if (now === indexEntry || !now || (await isCommitted(place))) return
  const [, object = ''] = now.split(' ')
  const staged = await git(place.contentDir, ['cat-file', 'blob', object])
  if (createHash('sha256').update(staged).digest('hex') !== sha256) return
  const removal = `0 ${'0'.repeat(object.length)}${now.slice(now.indexOf('\t'))}`
  const input = removal + indexEntry
  await gitPatiently(place.contentDir, ['update-index', '-z', '--index-info'], { input })
}

async function isCommitted(place: Place): Promise<boolean> {
  const staged = (await indexEntryOf(place)).split(' ')[1]
  const { contentDir, relativePath } = place
  const args = ['rev-parse', '--quiet', '--verify', `HEAD:./${relativePath}`]
  const last = await git(contentDir, args).catch(() => '')
  return staged !== undefined && staged === last.trim()
}

async function gitPatiently(dir: string, args: string[], options: GitOptions = {}): Promise<string> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    try {
      return await git(dir, args, options)
    } catch (error) {
      if (!isLockHeld(error) || Date.now() > deadline) throw error
      await pause(100)
    }
  }
}
