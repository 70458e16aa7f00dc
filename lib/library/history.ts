import QuickLRU from 'quick-lru'
import { splitFrontMatter } from '@/lib/markup'
import { once } from '@/lib/process'
import { compareTexts, type Run } from './compare'
import type { LibraryDocument } from './document'
import { pastOf, readBlob } from './file-past'
import { openShelf } from './shelf'

/** A document's file as one commit left it: who, when, and why, without anybody's e-mail address. */
export type Version = { commit: string; by: string; at: string; subject: string; why: string }

/** What a commit changed, in the fields and in the text. */
export type Comparison = { version: Version; isFirst: boolean; fields: Run[][]; body: Run[][] }

type Committed = Version & { blob: string }
type Named = Pick<LibraryDocument, 'path' | 'version'>

const mostVersions = 100

/**
 * The versions of a document in git, newest first, at most a hundred, followed over renames; none when it is in no
 * commit. Throws `unavailable` when git cannot be asked.
 */
export async function listVersions(document: Pick<Named, 'path'>): Promise<Version[]> {
  const committed = await committedOf(document)
  return committed.map(({ commit, by, at, subject, why }) => ({ commit, by, at, subject, why }))
}

/** The text of a document's file as a commit left it; undefined when that commit is none of its versions. */
export async function getSourceAt(document: Pick<Named, 'path'>, commit: string): Promise<string | undefined> {
  const found = (await committedOf(document)).find((version) => version.commit === commit)
  return found && readBlob((await openShelf()).contentDir, found.blob)
}

/** What a commit changed, compared with the version before; undefined when it is none of the document's versions. */
export async function compareVersion(document: Pick<Named, 'path'>, commit: string): Promise<Comparison | undefined> {
  const all = await committedOf(document)
  const at = all.findIndex((version) => version.commit === commit)
  const found = all[at]
  if (!found) return undefined
  const before = all[at + 1]
  const { blob, ...version } = found
  return { version, isFirst: before === undefined, ...(await differenceOf(before?.blob, blob)) }
}

/** Of equal pairs of texts one is compared, and what came of it is kept: blobs never change. */
async function differenceOf(before: string | undefined, after: string): Promise<Pick<Comparison, 'fields' | 'body'>> {
  const found = once(
    'compared-versions',
    () => new QuickLRU<string, Pick<Comparison, 'fields' | 'body'>>({ maxSize: 200 }),
  )
  const key = `${before ?? ''} ${after}`
  const known = found.get(key)
  if (known) return known
  const { contentDir } = await openShelf()
  const old = parts(before === undefined ? '' : await readBlob(contentDir, before))
  const now = parts(await readBlob(contentDir, after))
  const compared = { fields: compareTexts(old.fields, now.fields), body: compareTexts(old.body, now.body) }
  found.set(key, compared)
  return compared
}

function parts(source: string): { fields: string; body: string } {
  const split = splitFrontMatter(source)
  return 'problems' in split
    ? { fields: '', body: source }
    : { fields: split.yaml, body: source.slice(split.bodyStart) }
}

async function committedOf({ path: file }: Pick<Named, 'path'>): Promise<Committed[]> {
  const past = await pastOf((await openShelf()).contentDir, file, mostVersions)
  return past.map(({ commit, name, at, subject, why, blob }) => ({
    commit,
    by: nameOf(name),
    at: momentOf(at),
    subject: withoutAddresses(subject),
    why: withoutAddresses(why),
    blob,
  }))
}

/** A name may be an address. */
function nameOf(name: string): string {
  return name.replace(/@.*/, '').trim() || 'Somebody'
}

function withoutAddresses(text: string): string {
  return text
    .replace(/[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+/g, '…')
    .replaceAll('<…>', '')
    .trim()
}

/** A clock may have been anywhere. */
function momentOf(seconds: string): string {
  const date = new Date(Number(seconds) * 1000)
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString()
}
