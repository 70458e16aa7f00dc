import { z } from 'zod'
import { git, repositoryOf } from '@/lib/git'
import { readFrontMatter, splitFrontMatter } from '@/lib/markup'

/** A commit as git says it; `at` is seconds since 1970. */
export type PastCommit = { commit: string; name: string; email: string; at: string; subject: string; why: string }

/** A file as one commit left it: `blob` is git's name of the text. */
export type PastFile = PastCommit & { blob: string }

type Entry = PastFile & { before: string; status: string }

const fields = ['%H', '%aN', '%ae', '%at', '%s', '%b'] as const
/** A text that is moved and largely rewritten at once is still the same one. */
const followed = '-M20%'
const mostRemoved = 50

/**
 * What git has of a file, newest first, followed over renames; nothing where there is no repository. Git also follows
 * a new file into whatever it resembles, which would give a document the past and the author of another: here its past
 * ends where it was copied, and where a file that was renamed, or removed and came back, had another id; unless the commit
 * removed the file of its id, which git did not recognise in a text that was moved and rewritten. Throws `unavailable`
 * when git cannot be asked.
 */
export async function pastOf(contentDir: string, file: string, most?: number): Promise<PastFile[]> {
  if ((await repositoryOf(contentDir)) === undefined) return []
  const past: PastFile[] = []
  for (let from: Start | undefined = { file }; from;) {
    const found = await follow(contentDir, from, most === undefined ? undefined : most - past.length)
    past.push(...found)
    const oldest = found.at(-1)
    from = oldest && past.length !== most ? await movedFrom(contentDir, oldest) : undefined
  }
  return past
}

/** A file, and the commit before which its past is looked for. */
type Start = { file: string; before?: string }

async function follow(contentDir: string, { file, before: end }: Start, most?: number): Promise<PastFile[]> {
  const limit = most === undefined ? [] : [`-n${most}`]
  const since = end === undefined ? [] : [`${end}^`]
  const how = [...limit, '--follow', followed, ...logFormat, ...since]
  const log = await git(contentDir, ['log', ...how, '--', file])
  const past: PastFile[] = []
  for (const { before, status, ...version } of entriesOf(log)) {
    const isRemoval = status.startsWith('D')
    const later = isRemoval ? past.at(-1) : version
    if (!isRemoval) past.push(version)
    if (status.startsWith('C')) break
    const mayBeAnother = isRemoval || status.startsWith('R')
    if (mayBeAnother && later && !(await isSameDocument(contentDir, before, later.blob))) break
  }
  return past
}

/** Where a text that a commit put at its place was before: a file that the commit removed, with the same id. */
async function movedFrom(contentDir: string, { commit, blob }: PastFile): Promise<Start | undefined> {
  const how = ['-r', '-z', '--relative', '--no-renames', '--diff-filter=D', '--no-commit-id', '--no-abbrev']
  const words = (await git(contentDir, ['diff-tree', ...how, commit])).split('\0')
  const removed = words.flatMap((word, at) => {
    const [file, blob] = [words[at + 1] ?? '', word.split(' ')[2] ?? '']
    return word.startsWith(':') && file.endsWith('.mdx') ? [[blob, file] as const] : []
  })
  // Who removes hundreds of texts at once has not moved one.
  for (const [before, file] of removed.slice(0, mostRemoved)) {
    const [old, now] = await idsOf(contentDir, before, blob)
    if (old !== undefined && old === now) return { file, before: commit }
  }
  return undefined
}

/** How a log is asked for that `commitsIn` reads. A message holds no NUL, so that nothing in it passes for a commit. */
export const logFormat = [`--format=%x00${fields.join('%x00')}%x00`, '--raw', '--no-abbrev']

/** The commits of a log, each with git's raw lines of what it changed. */
export function commitsIn(log: string): (PastCommit & { raw: string })[] {
  const words = log.split('\0').slice(1)
  const commits: (PastCommit & { raw: string })[] = []
  for (let start = 0; start < words.length; start += fields.length + 1) {
    const [commit = '', name = '', email = '', at = '', subject = '', why = '', raw = ''] = words.slice(start)
    commits.push({ commit, name, email, at, subject, why, raw: raw.trim() })
  }
  return commits
}

function entriesOf(log: string): Entry[] {
  return commitsIn(log).flatMap(({ raw, ...commit }) => {
    const [, , before = '', blob = '', status = ''] = raw.split(/\s/)
    return blob ? [{ ...commit, blob, before, status }] : []
  })
}

async function isSameDocument(contentDir: string, before: string, after: string): Promise<boolean> {
  if (before === after) return true
  const [old, now] = await idsOf(contentDir, before, after)
  return old === undefined || old === now
}

function idsOf(contentDir: string, ...blobs: string[]): Promise<(string | undefined)[]> {
  return Promise.all(blobs.map(async (blob) => idIn(await readBlob(contentDir, blob))))
}

/** A text that git keeps. Throws `unavailable` when git cannot be asked. */
export function readBlob(contentDir: string, blob: string): Promise<string> {
  return git(contentDir, ['cat-file', 'blob', blob])
}

const withId = z.looseObject({ id: z.string() })

function idIn(source: string): string | undefined {
  const split = splitFrontMatter(source)
  if ('problems' in split) return undefined
  const read = readFrontMatter(source, split, withId)
  return 'value' in read ? read.value.id : undefined
}
