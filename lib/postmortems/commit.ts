import { setTimeout as pause } from 'node:timers/promises'
import { git, gitAnswer, isLockHeld, type GitOptions } from '@/lib/git'
import { cleanMessage, identityOf } from './commit-words'
import type { Author } from './journal'

/** Some paths of the content folder. */
export type Places = { contentDir: string; paths: string[] }

type Words = { author: Author; message: string }

/** What git holds of a path: the mode and the object of a file. */
type Held = { fullPath: string; mode: string; object: string }

/** How long a call waits for another git program (an editor's, say) to let go of the repository, or to have committed. */
const patienceMs = 2000

/**
 * Commits paths as they are in the folder, or are not there any more, as their author, and returns the commit; what
 * else is staged stays so. What the last commit has already makes no new one. Throws as `git` does.
 */
export async function commitPaths({ contentDir, paths }: Places, words: Words): Promise<string> {
  // Whatever .gitignore says: a pattern there must not keep a published page out of the history.
  const input = paths.map((path) => `${path}\0`).join('')
  await gitPatiently(contentDir, ['update-index', '--add', '--remove', '-z', '--stdin'], { input })
  const made = await patiently(() => makeCommit({ contentDir, paths }, words), isOvertaken)
  return made ?? (await git(contentDir, ['log', '-1', '--format=%H', '--', ...paths])).trim()
}

/**
 * Undefined when there was nothing to commit. `git commit` looks at every file of the folder and writes its index
 * twice, which takes the longer the more there is; `git fast-import` reads and writes only the folders above the paths.
 */
async function makeCommit(places: Places, words: Words): Promise<string | undefined> {
  const { contentDir } = places
  const [staged, last, branch] = await Promise.all([
    stagedOf(places),
    committedOf(places),
    git(contentDir, ['symbolic-ref', 'HEAD']),
  ])
  const changes = changesBetween(last ?? new Map<string, Held>(), staged)
  if (changes.length === 0) return undefined
  const identity = identityOf(words.author)
  const message = cleanMessage(words.message, places.paths[0] ?? '')
  const lines = [
    `commit ${branch.trim()}`,
    'mark :1',
    `author ${identity} now`,
    `committer ${identity} now`,
    `data ${Buffer.byteLength(message)}`,
    message,
    ...(last ? [`from ${branch.trim()}^0`] : []),
    ...changes,
    '',
    'get-mark :1',
    'done',
    '',
  ]
  const args = ['fast-import', '--quiet', '--done', '--date-format=now']
  return (await gitPatiently(contentDir, args, { input: lines.join('\n') })).trim()
}

/** Somebody who commits in the same moment is not overwritten: git refuses, and our commit is made on top of theirs. */
function isOvertaken(error: unknown): boolean {
  return /Not updating refs\/|cannot lock ref '[^']*': is at \w+ but expected/.test(gitAnswer(error))
}

function changesBetween(last: Map<string, Held>, staged: Map<string, Held>): string[] {
  const gone = [...last.keys()].filter((fullPath) => !staged.has(fullPath)).map((fullPath) => `D ${quoted(fullPath)}`)
  const changed = [...staged.values()].filter(({ fullPath, mode, object }) => {
    const before = last.get(fullPath)
    return before?.object !== object || before.mode !== mode
  })
  // What goes comes first: a file may take the place of a folder.
  return [...gone, ...changed.map(({ fullPath, mode, object }) => `M ${mode} ${object} ${quoted(fullPath)}`)]
}

function quoted(fullPath: string): string {
  return `"${fullPath.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`
}

/** Those of the paths that the index holds otherwise than the last commit. */
export async function listUncommitted(places: Places): Promise<string[]> {
  const [staged, last, prefix] = await Promise.all([
    stagedOf(places),
    committedOf(places),
    git(places.contentDir, ['rev-parse', '--show-prefix']),
  ])
  const start = prefix.replace(/\r?\n$/, '')
  return places.paths.filter((path) => staged.get(start + path)?.object !== last?.get(start + path)?.object)
}

async function stagedOf({ contentDir, paths }: Places): Promise<Map<string, Held>> {
  return heldIn(await git(contentDir, ['ls-files', '--stage', '--full-name', '-z', '--', ...paths]), 1)
}

/** Undefined before the first commit. */
async function committedOf({ contentDir, paths }: Places): Promise<Map<string, Held> | undefined> {
  const listing = git(contentDir, ['ls-tree', '--full-name', '-z', 'HEAD', '--', ...paths])
  return listing.then((text) => heldIn(text, 2), ifUnborn)
}

function ifUnborn(error: unknown): undefined {
  if (!gitAnswer(error).includes('Not a valid object name HEAD')) throw error
}

/** What a listing holds, by its paths; the object stands at that place of each line. */
function heldIn(listing: string, at: 1 | 2): Map<string, Held> {
  const lines = listing.split('\0').filter(Boolean)
  return new Map(
    lines.map((line) => {
      const fullPath = line.slice(line.indexOf('\t') + 1)
      const words = line.split(/[ \t]/)
      return [fullPath, { fullPath, mode: words[0] ?? '', object: words[at] ?? '' }]
    }),
  )
}

/** Runs git, and waits up to two seconds for another git program that holds a lock. Throws as `git` does. */
export async function gitPatiently(dir: string, args: string[], options: GitOptions = {}): Promise<string> {
  return patiently(() => git(dir, args, options), isLockHeld)
}

/** Tries again, for up to two seconds, what fails for a reason that passes. */
async function patiently<T>(work: () => Promise<T>, isPassing: (error: unknown) => boolean): Promise<T> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isPassing(error) || Date.now() > deadline) throw error
      await pause(100)
    }
  }
}
