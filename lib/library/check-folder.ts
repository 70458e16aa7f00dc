import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { applyRewrites } from '@/lib/markup/place'
import type { Problem } from '@/lib/markup/schema'
import { today } from '@/lib/today'
import { newCatalogue, putDocument, type Catalogue } from './catalogue'
import { checkDocument, hashOf } from './check'
import { parseFileName } from './file-name'
import { listContent, type Refusal } from './folder'
import { brokenLinks, pastReview } from './relations'
import { toDocument } from './to-document'

/** What a content folder has wrong. */
export type FolderReport = {
  documents: number
  refusals: Refusal[]
  problems: { path: string; problem: Problem }[]
  broken: { path: string; target: string; line: number; column: number }[]
  fixed: string[]
  /** Files whose day of review has passed. */
  due: string[]
}

type Options = { compile: boolean; fix: boolean }

const rounds = 5

/** Checks a whole content folder: names and engines always; with `compile` every text and every link; with `fix` offered rewrites are applied. */
export async function checkFolder(contentDir: string, { compile, fix }: Options): Promise<FolderReport> {
  const { files, refusals } = await listContent(contentDir)
  const report: FolderReport = { documents: files.length, refusals, problems: [], broken: [], fixed: [], due: [] }
  if (!compile) return report
  const catalogue = newCatalogue()
  for (const file of files) await checkFile({ contentDir, file: file.path, fix }, catalogue, report)
  for (const { path: file, problems } of catalogue.problems.values()) {
    report.problems.push(...problems.map((problem) => ({ path: file, problem })))
  }
  report.broken = brokenLinks(catalogue).map(({ document, target, line, column }) => ({
    path: document.path,
    target,
    line,
    column,
  }))
  report.due = pastReview(catalogue, today()).map(({ path: file }) => file)
  return report
}

type Step = { contentDir: string; file: string; fix: boolean }

async function checkFile({ contentDir, file, fix }: Step, catalogue: Catalogue, report: FolderReport): Promise<void> {
  const absolute = path.join(contentDir, file)
  let source: Uint8Array = await readFile(absolute)
  let checked = await checkDocument(file, source)
  for (let round = 0; fix && !checked.ok && round < rounds; round++) {
    const rewrites = checked.problems.flatMap(({ rewrite }) => rewrite ?? [])
    if (rewrites.length === 0) break
    source = Buffer.from(applyRewrites(new TextDecoder().decode(source), rewrites))
    await writeFile(absolute, source)
    checked = await checkDocument(file, source)
    if (!report.fixed.includes(file)) report.fixed.push(file)
  }
  const name = parseFileName(file)
  if (!checked.ok || !name) {
    report.problems.push(...(checked.ok ? [] : checked.problems).map((problem) => ({ path: file, problem })))
    return
  }
  const { frontMatter: fields, body } = checked.document
  const hash = hashOf(source)
  putDocument(catalogue, toDocument({ path: file, name, version: hash, hash, fields, body, files: undefined }))
}
