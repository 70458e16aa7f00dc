import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { cleanIdentity, git, type GitOptions } from './git'
import { isLockHeld } from './git-words'
import type { Author } from './journal'

/** One path of the content folder. */
export type Place = { contentDir: string; relativePath: string }

/** How long a call waits for another git program (an editor's, say) to let go of the repository. */
const patienceMs = 2000

/**
 * Commits one path as it is in the folder, as its author, and returns the commit; what else is staged stays
 * so. A path that the last commit has already makes no new one. Throws as `git` does.
 */
export async function commitPath(
  place: Place,
  { author, message }: { author: Author; message: string },
): Promise<string> {
  const { contentDir, relativePath } = place
  // Forced: a pattern in .gitignore must not keep a published page out of the history.
  await gitPatiently(contentDir, ['add', '--force', '--', relativePath])
  if (!(await isCommitted(place))) {
    const args = [
      'commit',
      '--quiet',
      '--no-verify',
      '--cleanup=whitespace',
      '--only',
      '-F',
      '-',
      '--',
      relativePath,
    ]
    const options = { input: cleanMessage(message, relativePath), env: identityEnv(author) }
    try {
      await gitPatiently(contentDir, args, options)
    } catch (error) {
      // Git can fail after the commit is made, while it puts its index in order.
      if (!(await isCommitted(place))) throw error
    }
  }
  return (await git(contentDir, ['log', '-1', '--format=%H', '--', relativePath])).trim()
}

/** What the index holds for a path, to be given to `undoStaging`. */
export async function indexEntryOf({ contentDir, relativePath }: Place): Promise<string> {
  return await git(contentDir, ['ls-files', '--stage', '--full-name', '-z', '--', relativePath])
}

/**
 * Puts a path of the index back to what `indexEntryOf` found before, when it holds the text with that
 * SHA-256 now; what a person has staged since stays. Throws as `git` does.
 */
export async function undoStaging(
  place: Place,
  { indexEntry, sha256 }: { indexEntry: string; sha256: string },
): Promise<void> {
  const now = await indexEntryOf(place)
  if (now === indexEntry || !now) return
  const [, object = ''] = now.split(' ')
  const staged = await git(place.contentDir, ['cat-file', 'blob', object])
  if (createHash('sha256').update(staged).digest('hex') !== sha256) return
  const removal = `0 ${'0'.repeat(object.length)}${now.slice(now.indexOf('\t'))}`
  await gitPatiently(place.contentDir, ['update-index', '-z', '--index-info'], {
    input: removal + indexEntry,
  })
}

async function isCommitted(place: Place): Promise<boolean> {
  const staged = (await indexEntryOf(place)).split(' ')[1]
  const { contentDir, relativePath } = place
  const last = await git(contentDir, ['rev-parse', '--quiet', '--verify', `HEAD:./${relativePath}`]).catch(
    () => '',
  )
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

/** Git refuses a name without a letter or digit, and an empty message. */
function identityEnv({ name, email }: Author): Record<string, string> {
  const cleaned = cleanIdentity(name)
  const shownName = /[\p{L}\p{N}]/u.test(cleaned) ? cleaned : 'A reader'
  const address = cleanIdentity(email).replace(/\s/g, '') || 'reader@localhost'
  return {
    GIT_AUTHOR_NAME: shownName,
    GIT_AUTHOR_EMAIL: address,
    GIT_COMMITTER_NAME: shownName,
    GIT_COMMITTER_EMAIL: address,
  }
}

function cleanMessage(message: string, relativePath: string): string {
  const cleaned = message
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
  return `${cleaned || `Publish ${relativePath}`}\n`
}
