import { mkdir, mkdtemp, readdir, realpath, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { git } from '@/lib/git'
import type { Author } from './journal'
import { publishFiles, type Expected } from './write-files'

/** A repository in a temporary folder, with one committed page and a data folder beside it. */
export type TempRepository = { top: string; contentDir: string; dataDir: string }

/** The author that tests publish as. */
export const ada = { name: 'Ada Lovelace', email: 'ada@example.org' }

/** Makes a new folder for one test. */
export async function makeTempFolder(): Promise<string> {
  return await realpath(await mkdtemp(path.join(tmpdir(), 'twelvefold-test-')))
}

/** Makes a repository with `content/postmortems/old.mdx` committed. */
export async function makeTempRepository(): Promise<TempRepository> {
  const folder = await makeTempFolder()
  const top = path.join(folder, 'team')
  const contentDir = path.join(top, 'content')
  const dataDir = path.join(folder, 'data')
  await mkdir(path.join(contentDir, 'postmortems'), { recursive: true })
  await mkdir(dataDir)
  await git(top, ['-c', 'init.defaultBranch=main', 'init', '--quiet'])
  await writeFile(path.join(contentDir, 'postmortems/old.mdx'), 'old text\n')
  await git(top, ['add', '--', 'content'])
  await commitAll(top, 'Begin')
  return { top, contentDir, dataDir }
}

/** Commits what is staged. */
export async function commitAll(top: string, message: string): Promise<void> {
  await git(top, ['-c', 'user.name=Team', '-c', 'user.email=team@example.org', 'commit', '--quiet', '-m', message])
}

/** What is to be written where, in whose name; `expected` is what must be there before. */
export type Publication = {
  contentDir: string
  dataDir: string
  /** Below the content folder, with `/`. */
  relativePath: string
  text: string
  author: Author
  message: string
  expected?: Expected
}

/** Publishes one file, as `publishFiles` does several. */
export async function publishFile({ relativePath, text, expected, ...rest }: Publication): Promise<{ commit: string }> {
  return publishFiles({ ...rest, changes: [{ relativePath, bytes: text, ...(expected && { expected }) }] })
}

/** A publication of one postmortem; `change` says what is different. */
export function publicationOf(repository: TempRepository, change: Partial<Publication> = {}): Publication {
  const { contentDir, dataDir } = repository
  const defaults = {
    relativePath: 'postmortems/new.mdx',
    text: 'new text\n',
    author: ada,
    message: 'Add a postmortem',
  }
  return { contentDir, dataDir, ...defaults, ...change }
}

/** What git reports as changed, one line each. */
export async function statusOf({ top }: TempRepository): Promise<string[]> {
  const answer = await git(top, ['status', '--porcelain', '--untracked-files=all'])
  return answer.split('\n').filter(Boolean)
}

/** Our temporary files that are left anywhere below a folder. */
export async function tempsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return names.filter((name) => path.basename(name).startsWith('.twelvefold-'))
}
