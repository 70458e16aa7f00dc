import { access, rm } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { git } from '@/lib/git'
import { commitPaths } from './commit'
import { clearGitLocks } from './git-locks'
import { clearJournal, readJournal, type Journal, type JournalFile } from './journal'
import { putBack, removeEmptyFolders, sha256At } from './old-file'
import { requireSafeTarget } from './safe-path'
import { undoStaging } from './staging'

/** The content folder, and the folder that holds the locks and the journal. */
export type Folders = { contentDir: string; dataDir: string }

/** What was put right: the commit that finished an interrupted publish, and what the operator should know. */
export type Recovery = { committed?: string; warnings: string[] }

/**
 * Brings the publish that the journal tells of to its end: commits its files if all of them are in place, else puts
 * back the ones that are and unstages all. Throws `unavailable` when git cannot; the journal stays then. Only under
 * the write lock.
 */
export async function settleJournal({ contentDir, dataDir }: Folders): Promise<Recovery> {
  const journal = await readJournal(dataDir)
  if (!journal) return { warnings: [] }
  const recovery = await settle(contentDir, journal)
  await clearJournal(dataDir)
  return recovery
}

type State = 'before' | 'in place' | 'different' | 'unsafe'

type Looked = JournalFile & { state: State }

async function settle(contentDir: string, journal: Journal): Promise<Recovery> {
  const files = await Promise.all(
    journal.files.map(async (file) => ({ ...file, state: await stateOf(contentDir, file) })),
  )
  const unsafe = files.find(({ state }) => state === 'unsafe')
  if (unsafe) {
    const reason = 'and the path is not one to write to; it was left alone'
    return { warnings: [`A publish of ${unsafe.relativePath} was interrupted, ${reason}.`] }
  }
  if (!(await clearGitLocks(contentDir))) {
    const problem = 'Another git program is at work in the content folder.'
    throw new AppError('unavailable', `${problem} Try again when it has ended.`)
  }
  const recovery = await finish(contentDir, journal, files)
  for (const file of files) await clearUp(contentDir, file)
  return recovery
}

async function finish(contentDir: string, journal: Journal, files: Looked[]): Promise<Recovery> {
  if (files.every(({ state }) => state === 'in place')) {
    const paths = files.map(({ relativePath }) => relativePath)
    return { committed: await commitPaths({ contentDir, paths }, journal), warnings: [] }
  }
  // What has been changed since it was committed is nobody's leftover.
  if (await isCommitted(contentDir, journal)) return { warnings: [] }
  const undone = []
  for (const file of files.toReversed()) undone.push(...(await undo(contentDir, file)))
  await undoStaging(contentDir, journal)
  return { warnings: undone }
}

async function stateOf(contentDir: string, { relativePath, sha256, old }: JournalFile): Promise<State> {
  const now = (await sha256At(path.join(contentDir, relativePath))) ?? null
  const isThere = now !== null || old !== null
  if (isThere && !(await requireSafeTarget(contentDir, relativePath).then(() => true, ifRefused))) return 'unsafe'
  if (now === sha256) return 'in place'
  return now === (old?.sha256 ?? null) ? 'before' : 'different'
}

/** Whether the set was committed before the crash: git has a commit of these paths that was not there when it began. */
async function isCommitted(contentDir: string, { head, files }: Journal): Promise<boolean> {
  const since = head === '' ? '--all' : `${head}..HEAD`
  const paths = files.map(({ relativePath }) => relativePath)
  return (await git(contentDir, ['rev-list', '--max-count=1', since, '--', ...paths])) !== ''
}

/** Puts one file back as it was; what cannot be comes back as a warning. */
async function undo(contentDir: string, file: Looked): Promise<string[]> {
  const { relativePath, state, old, sha256 } = file
  const start = `A publish of ${relativePath} was interrupted`
  if (state === 'before') return []
  if (state === 'different') {
    const reason = 'before its text was in place, or the file was changed since'
    return [`${start} ${reason}. The file was left as it is; the writer’s draft has the text.`]
  }
  const target = path.join(contentDir, relativePath)
  const copy = placeOf(contentDir, file, old?.copy)
  if (copy !== undefined && !(await isThere(copy))) {
    return [`${start}, and what it held before is gone. Git has it; the file was left as it is.`]
  }
  await putBack({ target, old: copy === undefined ? undefined : { copy }, sha256: sha256 ?? undefined })
  return []
}

async function clearUp(contentDir: string, file: JournalFile): Promise<void> {
  const traces = [placeOf(contentDir, file, file.temp), placeOf(contentDir, file, file.old?.copy)]
  for (const trace of traces) if (trace !== undefined) await rm(trace, { force: true }).catch(() => undefined)
  await removeEmptyFolders(contentDir, file.relativePath)
}

/** Where a name beside a file is. */
function placeOf(contentDir: string, { relativePath }: JournalFile, name: string | null | undefined) {
  return name ? path.join(contentDir, path.dirname(relativePath), name) : undefined
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

function ifRefused(error: unknown): false {
  if (error instanceof AppError && error.code === 'invalid') return false
  throw error
}
