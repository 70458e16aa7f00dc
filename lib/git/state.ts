import { existsSync } from 'node:fs'
import path from 'node:path'
import { git, repositoryOf } from './run'

/** What somebody has begun in a repository and not finished. */
const operations = {
  'rebase-merge': 'rebase',
  'rebase-apply': 'rebase',
  MERGE_HEAD: 'merge',
  CHERRY_PICK_HEAD: 'cherry-pick',
} as const

type Operation = (typeof operations)[keyof typeof operations]

/** How a repository stands, as far as a folder in it is concerned. */
export type RepositoryState = {
  /** The commit that is checked out; undefined before the first one. */
  head: { commit: string; subject: string; at: string } | undefined
  /** The branch that is checked out; undefined for a detached HEAD. */
  branch: string | undefined
  operation: Operation | undefined
  /** How many files of the folder differ from the commit, new ones included. */
  changed: number
}

/** How the repository around a folder stands, undefined when there is none. Throws as `git` does. */
export async function stateOf(dir: string): Promise<RepositoryState | undefined> {
  if ((await repositoryOf(dir)) === undefined) return undefined
  const status = ['status', '--porcelain=v2', '--branch', '-z', '--no-renames', '--untracked-files=all', '--', '.']
  const lines = (await git(dir, status)).split('\0').filter(Boolean)
  const about = (name: string) => lines.find((line) => line.startsWith(`# ${name} `))?.slice(name.length + 3)
  const branch = about('branch.head')
  return {
    head: about('branch.oid') === '(initial)' ? undefined : await headOf(dir),
    branch: branch === '(detached)' ? undefined : branch,
    operation: await operationIn(dir),
    changed: lines.filter((line) => !line.startsWith('#')).length,
  }
}

async function headOf(dir: string): Promise<RepositoryState['head']> {
  const [commit = '', at = '', subject = ''] = (await git(dir, ['log', '-1', '--format=%H%n%cI%n%s'])).split('\n')
  return { commit, at: new Date(at).toISOString(), subject }
}

/** What somebody has begun and not finished in the repository around a folder. Throws as `git` does. */
export async function operationIn(dir: string): Promise<Operation | undefined> {
  const marks = Object.keys(operations) as (keyof typeof operations)[]
  const paths = await git(dir, ['rev-parse', ...marks.flatMap((mark) => ['--git-path', mark])])
  const found = paths.split(/\r?\n/).findIndex((file) => file !== '' && existsSync(path.resolve(dir, file)))
  return found === -1 ? undefined : operations[marks[found] ?? 'MERGE_HEAD']
}
