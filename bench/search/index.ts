import { execFile } from 'node:child_process'
import path from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { AppError } from '../../lib/errors'
import { nameOf, readDocuments, readJudged } from './collection'
import { engines } from './engines'
import { makeKnownItems } from './known'
import { installPeers } from './peers'

const usage = `Usage: npm run -s search:eval -- FOLDER... [--engines twelvefold,bm25f]
       npm run -s search:eval -- --known-items [FOLDER] [--engines twelvefold,bm25f]
       npm run -s search:eval -- --scale DOCUMENTS
  FOLDER         a collection: docs.jsonl, queries.jsonl and qrels.jsonl
  --engines      those alone, of ${Object.keys(engines).join(', ')}
  --known-items  the questions written for the content that ships, among the documents of FOLDER
  --scale        times of the site's search over so many made-up documents`

const options = {
  scale: { type: 'string' },
  engines: { type: 'string' },
  'known-items': { type: 'boolean' },
} as const
type Values = { scale?: string; engines?: string; 'known-items'?: boolean }

const run = promisify(execFile)

try {
  const { positionals, values } = readArguments()
  const folders = positionals.map((folder) => path.resolve(process.env.INIT_CWD ?? process.cwd(), folder))
  if (values.scale !== undefined) await scale(values.scale)
  else if (values['known-items']) await compareKnownItems(folders[0], values.engines)
  else await compare(folders, values.engines)
} catch (error) {
  if (!(error instanceof AppError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

function readArguments() {
  try {
    const read = parseArgs({ args: process.argv.slice(2), options, allowPositionals: true })
    if (isComplete(read)) return read
  } catch (error) {
    throw new AppError('invalid', `${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
  throw new AppError('invalid', usage)
}

function isComplete({ positionals, values }: { positionals: string[]; values: Values }): boolean {
  if (values.scale !== undefined) return positionals.length === 0 && !values['known-items']
  return values['known-items'] ? positionals.length < 2 : positionals.length > 0
}

/** Prints a line for each collection and engine. All collections are read first: a mistake in the last costs no hour. */
async function compare(folders: string[], named: string | undefined): Promise<void> {
  const chosen = chooseEngines(named)
  for (const folder of folders) {
    await readDocuments(folder)
    await readJudged(folder)
  }
  const runnable = await withPeers(chosen)
  for (const folder of folders) {
    for (const engine of runnable) {
      console.error(`${nameOf(folder)}: ${engine} ...`)
      print({ collection: nameOf(folder), engine, ...(await measureApart(folder, engine)) })
    }
  }
}

async function compareKnownItems(crowd: string | undefined, named: string | undefined): Promise<void> {
  const { folder, remove } = await makeKnownItems(crowd)
  await compare([folder], named).finally(remove)
}

function chooseEngines(named: string | undefined): string[] {
  const names = named?.split(',').filter(Boolean) ?? Object.keys(engines)
  const unknown = names.filter((name) => !(name in engines))
  if (unknown.length === 0 && names.length > 0) return names
  throw new AppError(
    'invalid',
    `There is no engine ${unknown.join(', ')}. There are: ${Object.keys(engines).join(', ')}.`,
  )
}

async function withPeers(names: string[]): Promise<string[]> {
  const needy = names.filter((name) => engines[name]?.needsPeers)
  if (needy.length === 0 || (await installPeers())) return names
  console.error(`The packages of bench/peers are not there, so these are left out: ${needy.join(', ')}.`)
  return names.filter((name) => !needy.includes(name))
}

async function scale(given: string): Promise<void> {
  const size = Number(given)
  if (!Number.isInteger(size) || size < 1) throw new AppError('invalid', usage)
  console.error(`${size} made-up documents: twelvefold ...`)
  print({ collection: 'synthetic', documents: size, engine: 'twelvefold', ...(await measureApart('--scale', given)) })
}

async function measureApart(...args: [string, string]): Promise<object> {
  const script = path.join(import.meta.dirname, 'measure-one.ts')
  const { stdout } = await run(process.execPath, [...process.execArgv, '--expose-gc', script, ...args])
  return JSON.parse(stdout) as object
}

function print(figures: object): void {
  console.log(JSON.stringify(figures))
}
