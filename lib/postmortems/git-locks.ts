import { readdir, readFile, readlink, realpath, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { git, gitLimits, ownMark } from '@/lib/git'

/** A lock of a git program that lives is gone sooner than this; a dead one's stays. */
const restMs = 2000

/**
 * Clears the way after a crash in mid-publish: waits for a git program that outlived its server, then
 * removes the lock files that no one has given up for two seconds. Returns false when git is still at
 * work after 12 seconds. Only for when a journal shows that the crash was ours. Throws as `git` does.
 */
export async function clearGitLocks(contentDir: string): Promise<boolean> {
  const deadline = Date.now() + gitLimits.milliseconds + 2000
  while (Date.now() < deadline) {
    const locks = await listGitLocks(contentDir)
    if (locks.every(({ ageMs }) => ageMs > restMs) && !(await isOwnGitRunning(contentDir))) {
      for (const { file } of locks) await rm(file, { force: true })
      return true
    }
    await pause(50)
  }
  return false
}

/** The lock files that a commit makes and that are there now. Throws as `git` does. */
export async function listGitLocks(contentDir: string): Promise<{ file: string; ageMs: number }[]> {
  const branch = (await git(contentDir, ['symbolic-ref', '--quiet', 'HEAD']).catch(() => 'HEAD')).trim()
  const names = ['index', 'HEAD', branch].flatMap((name) => ['--git-path', `${name}.lock`])
  const answer = await git(contentDir, ['rev-parse', '--git-dir', ...names])
  const [gitDir = '', ...locks] = answer
    .trim()
    .split('\n')
    .map((line) => path.resolve(contentDir, line))
  const inside = await readdir(gitDir)
  const ofCommits = inside.filter((name) => /^next-index-\d+\.lock$/.test(name)).map((name) => path.join(gitDir, name))
  const found = [...new Set([...locks, ...ofCommits])].map(async (file) => {
    const stats = await stat(file).catch(() => undefined)
    return stats ? [{ file, ageMs: Date.now() - stats.mtimeMs }] : []
  })
  return (await Promise.all(found)).flat()
}

/** A killed server's git works on without it; Linux shows it, elsewhere the age of its lock has to do. */
async function isOwnGitRunning(contentDir: string): Promise<boolean> {
  const here = await realpath(contentDir)
  const processes = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const answers = processes.map(async (pid) => {
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => undefined)
    if (folder === undefined || !isWithin(folder, here)) return false
    return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes(ownMark)
  })
  return (await Promise.all(answers)).includes(true)
}

/** Git goes to the top of its repository before it works. */
function isWithin(folder: string, contentDir: string): boolean {
  return contentDir === folder || contentDir.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep)
}
