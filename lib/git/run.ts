import { existsSync, statSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { gitArguments, gitEnv } from './settings'
import { startGit } from './start'
import { gitAnswer, gitFailureToError } from './words'

/**
 * `input` goes to git's standard input; `env` adds variables (author and committer); what git prints is text in UTF-8,
 * or bytes, one in each character, with `latin1`.
 */
export type GitOptions = { input?: string; env?: Record<string, string>; encoding?: 'utf8' | 'latin1' }

/** How long one call of git may take, and how much it may print. */
export const gitLimits = { milliseconds: 10_000, bytes: 8 * 1024 * 1024 }

/**
 * Runs git in a folder and returns what it printed. No shell, no hooks, no configuration of the person or
 * the machine, no prompt, at most 10 seconds. Throws `unavailable` with words that say what to do when git
 * is missing, too slow or fails; the cause keeps git's own answer.
 */
export async function git(
  dir: string,
  args: string[],
  { input = '', env = {}, encoding = 'utf8' }: GitOptions = {},
): Promise<string> {
  const { stdout, stderr, error } = await startGit({
    args: [...gitArguments, ...args],
    input,
    options: {
      cwd: dir,
      env: gitEnv(env),
      encoding,
      timeout: gitLimits.milliseconds,
      maxBuffer: gitLimits.bytes,
      windowsHide: true,
    },
    lastResortMs: gitLimits.milliseconds + 2000,
  })
  if (error) throw gitFailureToError({ error, stderr, hasFolder: existsSync(dir) })
  return stdout
}

/** A name or address as git's author line can hold it: one line without `<>` and control characters. */
export function cleanIdentity(text: string): string {
  return text
    .replace(/[<>\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 200)
    .trim()
}

/** The top folder of the repository that holds `dir`, undefined when none does. Throws as `git` does. */
export async function repositoryOf(dir: string): Promise<string | undefined> {
  try {
    return (await git(dir, ['rev-parse', '--show-toplevel'])).replace(/\r?\n$/, '')
  } catch (error) {
    if (gitAnswer(error).includes('not a git repository (or any')) return undefined
    throw error
  }
}

/** The file that is there while a git program changes the working tree, undefined outside a repository. Throws as `git` does. */
export async function indexLockOf(dir: string): Promise<string | undefined> {
  if ((await repositoryOf(dir)) === undefined) return undefined
  return path.resolve(dir, (await git(dir, ['rev-parse', '--git-path', 'index.lock'])).replace(/\r?\n$/, ''))
}

/**
 * Makes sure that the content folder lies in a repository and returns its top folder. In none, or in one
 * that ignores the folder, a new repository (branch main) is made in the folder itself. Throws
 * `unavailable` when a repository is there but damaged, and as `git` does.
 */
export async function ensureRepository(contentDir: string): Promise<string> {
  await mkdir(contentDir, { recursive: true })
  const found = await repositoryOf(contentDir)
  if (found !== undefined && !(await isIgnored(contentDir))) return found
  if (found === undefined) refuseDamaged(contentDir)
  await git(contentDir, ['-c', 'init.defaultBranch=main', 'init', '--quiet', '--template='])
  return (await repositoryOf(contentDir)) ?? contentDir
}

async function isIgnored(dir: string): Promise<boolean> {
  try {
    // check-ignore knows no literal pathspecs, and this one is harmless.
    await git(dir, ['check-ignore', '--quiet', '--no-index', '--', '.'], { env: { GIT_LITERAL_PATHSPECS: '0' } })
    // What is tracked is not ignored, whatever a pattern says. Asked last: a large library has a large index.
    return (await git(dir, ['ls-files', '-z', '--', '.'])) === ''
  } catch (error) {
    if (error instanceof AppError && (error.cause as { code?: unknown }).code === 1) return false
    throw error
  }
}

/** A repository that git does not recognise any more would be buried under a new one. */
function refuseDamaged(contentDir: string): void {
  for (let dir = path.resolve(contentDir); ; dir = path.dirname(dir)) {
    const dotGit = statSync(path.join(dir, '.git'), { throwIfNoEntry: false })
    if (dotGit && (dotGit.isFile() || existsSync(path.join(dir, '.git', 'HEAD')))) {
      const problem = `The git repository in ${dir} is damaged: git does not recognise it.`
      throw new AppError('unavailable', `${problem} Repair it or restore a backup, then start again.`)
    }
    if (dir === path.dirname(dir)) return
  }
}
