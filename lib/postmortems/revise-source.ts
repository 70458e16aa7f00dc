import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { config } from '@/lib/config'
import { AppError } from '@/lib/errors'
import { codeFiles, codeNames, getDocument, hashOf, problemsOfCode } from '@/lib/library'
import type { Lesson, ToyProblem } from '@/lib/library/schema'
import type { Problem } from '@/lib/markup/schema'
import { requireRole, type Viewer } from '@/lib/viewer'
import { changeFiles, prepareText, readSource, type Changed, type Place, type Revision } from './change-files'
import { fieldsOf } from './given-fields'
import { forgetUploads } from './images/folder'
import { takePublish } from './limits'
import { inTurnOf } from './queue'
import type { RevisedSource } from './schema'
import type { FileChange } from './write-files'

type Code = keyof typeof codeFiles

/** The texts of a document by their names: its own, with the front matter, and the code beside it. */
export type SourceTexts = { source: string } & Partial<Record<Code, string | undefined>>

/** A lesson or a toy problem in one of its versions, as it is edited. */
export type EditableSource = Pick<Lesson | ToyProblem, 'id' | 'kind' | 'url' | 'title' | 'summary'> & {
  version: string
  texts: SourceTexts
}

/** What came of a change: the new version, what stands in its way, or what somebody else made of the page meanwhile. */
export type SourceRevised =
  Changed | { ok: false; problems: Problem[] } | { ok: false; conflict: { theirs: EditableSource } }

/** A lesson or a toy problem as its editor opens it. Throws `forbidden` for anybody but admins, and `not-found`. */
export async function getEditableSource(viewer: Viewer | undefined, id: string): Promise<EditableSource> {
  return inTurnOf(id, async () => {
    const document = await requireSource(viewer, id)
    return toEditable(document, await readTexts(document))
  })
}

/** The document, if it is a lesson or a toy problem and the viewer an admin. Throws `forbidden` and `not-found`. */
export async function requireSource(viewer: Viewer | undefined, id: string): Promise<Lesson | ToyProblem> {
  requireRole(viewer, 'admin')
  const document = await getDocument({ id })
  if (document && document.kind !== 'postmortem') return document
  throw new AppError('not-found', 'There is no such lesson or toy problem.')
}

/**
 * Changes the texts of a lesson or a toy problem in one commit, with a line of why. Its id, and the number of a lesson,
 * stay. What says the same keeps its bytes; sent again after its answer was lost it changes nothing more. Throws
 * `forbidden` for anybody but admins, `not-found`, `rate-limited`, and `unavailable` when nothing could be written.
 */
export async function reviseSource(viewer: Viewer | undefined, input: RevisedSource): Promise<SourceRevised> {
  const admin = requireRole(viewer, 'admin')
  await takePublish(admin)
  const document = await requireSource(admin, input.id)
  const what = document.kind === 'lesson' ? 'lesson' : 'toy problem'
  const message = `Change ${what}: ${document.title}\n\n${input.why}`
  const revised = await changeTexts(admin, { document, message }, input)
  if (revised.ok) await forgetUploads({ userId: admin.id, key: input.id })
  return revised
}

/** Puts other texts of a document in the place of those of a version, in one commit with a message; checked as above. */
export function changeTexts(
  admin: Viewer,
  { document, message }: { document: Lesson | ToyProblem; message: string },
  change: Pick<RevisedSource, 'version' | 'texts'>,
): Promise<SourceRevised> {
  return changeFiles(admin, { place: document, message }, (place) => prepare(admin, { document, place }, change))
}

/** The version of a lesson or a toy problem with the files beside it, as it stands. Throws `not-found`. */
export async function getTextsVersion(document: Pick<Place, 'kind' | 'path'>): Promise<string> {
  return versionOf(await readTexts(document))
}

async function prepare(
  author: Viewer,
  { document, place }: { document: Lesson | ToyProblem; place: Place },
  { version, texts }: Pick<RevisedSource, 'version' | 'texts'>,
): Promise<SourceRevised | Revision> {
  const now = await readTexts(place)
  const sent = sentTexts(now, texts)
  if (namesOf(now).every((name) => sent[name] === now[name])) {
    return { ok: true, id: place.id, url: place.url, version: hashOf(now.source) }
  }
  if (version !== versionOf(now)) return { ok: false, conflict: { theirs: toEditable(document, now) } }
  const { source, ...code } = sent
  const problems = [
    ...problemsOfFixed(source, document),
    ...problemsOfCode(document.kind === 'lesson' ? undefined : full(code)),
  ]
  const prepared = await prepareText(author, place, { source: now.source, version: hashOf(now.source), text: source })
  if ('ok' in prepared) return { ok: false, problems: [...problems, ...prepared.problems] }
  if (problems.length > 0) return { ok: false, problems }
  return { path: prepared.path, changes: [...codeChanges(place, { now, sent }), ...prepared.changes] }
}

/** What changes an id or a number: progress, links and history hang on the one, addresses and lists on the other. */
export function problemsOfFixed(source: string, document: Lesson | ToyProblem): Problem[] {
  const fields = fieldsOf(source)
  const fixed = { id: document.id, ...(document.kind === 'lesson' && { number: document.number }) }
  return Object.entries(fixed).flatMap(([name, value]) => {
    if (fields[name] === undefined || fields[name] === value) return []
    const line = source.split('\n').findIndex((one) => one.startsWith(`${name}:`)) + 1
    return [
      { line: Math.max(line, 1), column: 1, field: name, message: `\`${name}\` stays ${value}: it cannot be changed.` },
    ]
  })
}

async function readTexts(place: Pick<Place, 'kind' | 'path'>): Promise<SourceTexts> {
  const texts: SourceTexts = { source: await readSource(place) }
  if (place.kind !== 'toy-problem') return texts
  for (const name of codeNames) texts[name] = (await readCode(pathOf(place, name))) ?? ''
  return texts
}

/** What was sent, as it is written: with a single end of line, and byte for byte what is there where it says the same. */
function sentTexts(now: SourceTexts, sent: RevisedSource['texts']): SourceTexts {
  const texts = namesOf(now).map((name) => {
    const [before, after] = [now[name] ?? '', sent[name] ?? now[name] ?? '']
    return [name, inOrder(before) === inOrder(after) ? before : inOrder(after)]
  })
  return Object.fromEntries(texts) as SourceTexts
}

function inOrder(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').trimEnd()
  return lines === '' ? '' : `${lines}\n`
}

function codeChanges(place: Place, { now, sent }: { now: SourceTexts; sent: SourceTexts }): FileChange[] {
  return codeNames
    .filter((name) => sent[name] !== now[name])
    .map((name) => {
      const expected = now[name] ? { expected: { sha256: hashOf(now[name]) } } : {}
      return { relativePath: pathOf(place, name), bytes: sent[name] ?? '', ...expected }
    })
}

function toEditable({ id, kind, url, title, summary }: Lesson | ToyProblem, texts: SourceTexts): EditableSource {
  const shown = namesOf(texts).map((name) => [name, inOrder(texts[name] ?? '')])
  return { id, kind, url, title, summary, version: versionOf(texts), texts: Object.fromEntries(shown) as SourceTexts }
}

function versionOf(texts: SourceTexts): string {
  return hashOf(JSON.stringify(namesOf(texts).map((name) => texts[name])))
}

function namesOf(texts: SourceTexts): (keyof SourceTexts)[] {
  return Object.keys(texts) as (keyof SourceTexts)[]
}

function full({ starter = '', checks = '', solution = '' }: Omit<SourceTexts, 'source'>) {
  return { starter, checks, solution }
}

function pathOf({ path: file }: Pick<Place, 'path'>, name: Code): string {
  return path.posix.join(path.posix.dirname(file), codeFiles[name])
}

async function readCode(file: string): Promise<string | undefined> {
  try {
    return await readFile(path.join(config().contentDir, file), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
