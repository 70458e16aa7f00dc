import QuickLRU from 'quick-lru'
import { splitFrontMatter } from '@/lib/markup'
import { once } from '@/lib/process'
import { compareTexts, type Run } from './compare'
import { codePastOf, type CodeBlobs, type PastCode } from './code-past'
import type { LibraryDocument, ToyFiles } from './document'
import { parseFileName } from './file-name'
import { pastOf, readBlob, type PastCommit, type PastFile } from './file-past'
import { openShelf } from './shelf'
import { codeFiles, codeNames } from './toy-code'

/** A document's file as one commit left it: who, when, and why, without anybody's e-mail address. */
export type Version = { commit: string; by: string; at: string; subject: string; why: string }

/** What a commit changed: in the fields, in the text, and in the files of code beside it, where it changed some. */
export type Comparison = {
  version: Version
  isFirst: boolean
  fields: Run[][]
  body: Run[][]
  code: { file: string; stretches: Run[][] }[]
}

/** The texts of a document as a commit left them. */
export type PastTexts = { source: string; code: Partial<ToyFiles> }

type Committed = Version & { blob: string; code: CodeBlobs }
type Named = Pick<LibraryDocument, 'path' | 'version'>

const mostVersions = 100

/**
 * The versions of a document in git, newest first, at most a hundred, followed over renames; of a toy problem also those
 * of its code alone, where it stands now. None when it is in no commit. Throws `unavailable` when git cannot be asked.
 */
export async function listVersions(document: Pick<Named, 'path'>): Promise<Version[]> {
  const committed = await committedOf(document)
  return committed.map(({ commit, by, at, subject, why }) => ({ commit, by, at, subject, why }))
}

/** The texts of a document as a commit left them; undefined when that commit is none of its versions. */
export async function getTextsAt(document: Pick<Named, 'path'>, commit: string): Promise<PastTexts | undefined> {
  const found = (await committedOf(document)).find((version) => version.commit === commit)
  if (!found) return undefined
  const { contentDir } = await openShelf()
  const code: Partial<ToyFiles> = {}
  for (const [name, blob] of codeOf(found)) code[name] = await readBlob(contentDir, blob)
  return { source: await readBlob(contentDir, found.blob), code }
}

/** What a commit changed, compared with the version before; undefined when it is none of the document's versions. */
export async function compareVersion(document: Pick<Named, 'path'>, commit: string): Promise<Comparison | undefined> {
  const all = await committedOf(document)
  const at = all.findIndex((version) => version.commit === commit)
  const found = all[at]
  if (!found) return undefined
  const before = all[at + 1]
  const { blob, code, ...version } = found
  return {
    version,
    isFirst: before === undefined,
    ...(await differenceOf(before?.blob, blob)),
    code: await codeDifferencesOf(before?.code ?? {}, code),
  }
}

async function codeDifferencesOf(before: CodeBlobs, after: CodeBlobs): Promise<Comparison['code']> {
  const { contentDir } = await openShelf()
  const textOf = (blob: string | undefined) => (blob === undefined ? '' : readBlob(contentDir, blob))
  const changed = codeNames.filter((name) => before[name] !== after[name])
  return Promise.all(
    changed.map(async (name) => {
      const stretches = compareTexts(await textOf(before[name]), await textOf(after[name]))
      return { file: codeFiles[name], stretches }
    }),
  )
}

function codeOf({ code }: Committed): [keyof ToyFiles, string][] {
  return codeNames.flatMap((name) => (code[name] === undefined ? [] : [[name, code[name]] as const]))
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
  const { contentDir } = await openShelf()
  const past = await pastOf(contentDir, file, mostVersions)
  const isToy = parseFileName(file)?.kind === 'toy-problem'
  const withCode = isToy ? await codePastOf(contentDir, file, mostVersions) : []
  return joined(past, withCode).slice(0, mostVersions)
}

/** Each commit with all texts as it left them: what it did not change is as the commit before left it. */
function joined(past: PastFile[], withCode: PastCode[]): Committed[] {
  const here = new Set(withCode.map(({ commit }) => commit))
  const blobs = new Map(past.map(({ commit, blob }) => [commit, blob]))
  const earlier = past.filter(({ commit }) => !here.has(commit)).map((version) => ({ ...version, code: {} }))
  const state: { blob: string | undefined; code: CodeBlobs } = { blob: undefined, code: {} }
  const versions: Committed[] = []
  for (const version of [...withCode, ...earlier].reverse()) {
    const [blob, isCode] = [blobs.get(version.commit), Object.keys(version.code).length > 0]
    state.blob = blob ?? state.blob
    state.code = { ...state.code, ...version.code }
    // What was there before its text was no version of it.
    if (state.blob !== undefined && (blob !== undefined || isCode)) {
      versions.unshift({ ...versionOf(version), blob: state.blob, code: state.code })
    }
  }
  return versions
}

function versionOf({ commit, name, at, subject, why }: PastCommit): Version {
  const [plainSubject, plainWhy] = [withoutAddresses(subject), withoutAddresses(why)]
  return { commit, by: nameOf(name), at: momentOf(at), subject: plainSubject, why: plainWhy }
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
