import { readFile } from 'node:fs/promises'
import path from 'node:path'
import * as z from 'zod/mini'
import { AppError } from '../../lib/errors'

const idSchema = z.union([z.string().check(z.minLength(1)), z.pipe(z.number(), z.transform(String))])
const tagsSchema = z.union([
  z.array(z.string()),
  z.pipe(
    z.string(),
    z.transform((tag: string) => [tag]),
  ),
])

const documentSchema = z.object({
  id: idSchema,
  title: z._default(z.string(), ''),
  text: z._default(z.string(), ''),
  tags: z._default(tagsSchema, []),
})
const querySchema = z.object({ id: idSchema, text: z.string() })
const judgementSchema = z.object({ qid: idSchema, did: idSchema, rel: z.number() })

export type Document = z.infer<typeof documentSchema>
export type Query = z.infer<typeof querySchema>

/** Relevant documents of a query with how relevant they are; what is judged as not relevant is left out. */
export type Judgements = ReadonlyMap<string, number>

/** Queries with their judgements; a query without a relevant document is left out. */
export type Judged = { query: Query; relevant: Judgements }[]

/** The last part of a collection's folder. */
export const nameOf = (folder: string) => path.basename(path.resolve(folder))

/**
 * Reads `docs.jsonl` of a collection. An id may stand there more than once, as it does in one of the standard
 * collections: the texts under it are passages of one document. Throws `invalid` with file and line for what
 * is missing or malformed.
 */
export async function readDocuments(folder: string): Promise<Document[]> {
  const documents = await readLines(folder, 'docs.jsonl', documentSchema)
  if (documents.length === 0) throw new AppError('invalid', `${path.join(folder, 'docs.jsonl')} has no documents.`)
  return documents
}

/** Reads `queries.jsonl` and `qrels.jsonl` of a collection. Throws `invalid` as `readDocuments` does. */
export async function readJudged(folder: string): Promise<Judged> {
  const queries = await readLines(folder, 'queries.jsonl', querySchema)
  const relevant = new Map<string, Map<string, number>>()
  for (const { qid, did, rel } of await readLines(folder, 'qrels.jsonl', judgementSchema)) {
    if (rel > 0) relevant.set(qid, (relevant.get(qid) ?? new Map<string, number>()).set(did, rel))
  }
  const judged = queries.flatMap((query) => {
    const own = relevant.get(query.id)
    return own ? [{ query, relevant: own }] : []
  })
  if (judged.length === 0) throw new AppError('invalid', `No query in ${folder} has a relevant document.`)
  return judged
}

async function readLines<T>(folder: string, file: string, schema: z.ZodMiniType<T>): Promise<T[]> {
  const source = path.join(folder, file)
  const text = await readFile(source, 'utf8').catch((cause: unknown) => {
    throw new AppError(
      'invalid',
      `${source} cannot be read. A collection is a folder with docs.jsonl, queries.jsonl and qrels.jsonl.`,
      { cause },
    )
  })
  return text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parse(line, { at: `${source}, line ${index + 1}`, schema })]))
}

function parse<T>(line: string, { at, schema }: { at: string; schema: z.ZodMiniType<T> }): T {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (cause) {
    throw new AppError('invalid', `${at}: this is not JSON.`, { cause })
  }
  const { data, error } = schema.safeParse(value)
  if (!error) return data
  const place = error.issues[0]?.path.join('.')
  throw new AppError(
    'invalid',
    place ? `${at}: \`${place}\` is missing or of the wrong kind.` : `${at}: this is not an object.`,
  )
}
