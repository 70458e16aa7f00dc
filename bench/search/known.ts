import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { LibraryDocument } from '../../lib/library'
import { openLibraryAt } from '../../lib/library/shelf'
import { knownItems } from '../../lib/search/known-items'
import { nameOf, readDocuments, type Document } from './collection'

/**
 * Makes a collection of the content that ships and the questions written for it, one text a document; `crowd` names a
 * collection whose documents stand beside them, for the questions to be lost among. `remove` takes it away.
 */
export async function makeKnownItems(crowd?: string): Promise<{ folder: string; remove: () => Promise<void> }> {
  const place = await mkdtemp(path.join(tmpdir(), 'twelvefold-known-items-'))
  const folder = path.join(place, crowd === undefined ? 'known-items' : `known-items-among-${nameOf(crowd)}`)
  const strangers = crowd === undefined ? [] : await readDocuments(crowd)
  await mkdir(folder)
  const write = (file: string, rows: object[]) =>
    writeFile(path.join(folder, file), rows.map((row) => JSON.stringify(row)).join('\n'))
  await write('docs.jsonl', [...(await readContent(place)), ...strangers])
  await write(
    'queries.jsonl',
    knownItems.map(({ query }, at) => ({ id: String(at), text: query })),
  )
  await write(
    'qrels.jsonl',
    knownItems.flatMap(({ answers }, at) => answers.map((did) => ({ qid: String(at), did, rel: 1 }))),
  )
  return { folder, remove: () => rm(place, { recursive: true, force: true }) }
}

async function readContent(dataDir: string): Promise<Document[]> {
  const { shelf, close } = await openLibraryAt({
    contentDir: path.resolve('content'),
    dataDir,
    snapshot: new Map(),
    buildId: 'known-items',
  })
  await close()
  return [...shelf.catalogue.byPath.values()].map(textOf)
}

function textOf({ url, title, tags, summary, body }: LibraryDocument): Document {
  const sections = body.sections.flatMap(({ heading, text, code }) => [heading, text, code])
  return { id: url, title, tags, text: [summary, ...sections].join('\n') }
}
