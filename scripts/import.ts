import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../lib/config'
import { AppError } from '../lib/errors'
import { listImport, planImport, readKnown, writeImport, type NewPage, type Planned } from '../lib/postmortems'

const usage = `Usage: npm run import -- FILE|FOLDER... [--lessons 7,1] [--author "Name <mail>"] [--dry-run] [--keep-going]
  --lessons     lessons of the files that name none
  --author      in whose name to commit; else git's user of the content folder
  --dry-run     checks and reports, and writes nothing
  --keep-going  imports the good files though others have problems`

const options = {
  lessons: { type: 'string', default: '' },
  author: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  'keep-going': { type: 'boolean', default: false },
} as const

try {
  const { positionals, values } = readArguments()
  process.exitCode = await runImport(positionals, values)
} catch (error) {
  if (!(error instanceof AppError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

type Values = ReturnType<typeof readArguments>['values']

function readArguments() {
  try {
    const read = parseArgs({ args: process.argv.slice(2), options, allowPositionals: true })
    if (read.positionals.length > 0) return read
  } catch (error) {
    throw new AppError('invalid', `${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
  }
  throw new AppError('invalid', usage)
}

/** Checks every file before one is written; gives the exit code. */
async function runImport(places: string[], values: Values): Promise<number> {
  const { contentDir, dataDir } = readConfig(process.env, path.resolve(import.meta.dirname, '..'))
  const lessons = values.lessons.split(',').filter(Boolean).map(Number)
  const files = await listImport(places, callerFolder())
  const known = await readKnown(contentDir)
  const plans: Planned[] = []
  for (const file of files) {
    showProgress('Checking', plans.length, files.length, file.name)
    plans.push(await planImport(file, { known, lessons }))
  }
  endProgress()
  for (const plan of plans) console.log(reportOf(plan))
  const pages = plans.filter((plan): plan is NewPage => plan.state === 'new')
  const refused = plans.filter(({ state }) => state === 'refused').length
  const count = `${pages.length} to import, ${plans.length - pages.length - refused} here already, ${refused} with problems`
  console.log(`\n${files.length} ${files.length === 1 ? 'file' : 'files'}: ${count}.`)
  if (values['dry-run'] || (refused > 0 && !values['keep-going'])) {
    console.log(`Nothing was written.${refused > 0 && pages.length > 0 ? ' --keep-going imports the good ones.' : ''}`)
    return refused > 0 ? 1 : 0
  }
  const author = pages.length > 0 ? readAuthor(values.author, contentDir) : { name: '', email: '' }
  await writeAll(pages, { contentDir, dataDir, author, known })
  return refused > 0 ? 1 : 0
}

async function writeAll(pages: NewPage[], target: Parameters<typeof writeImport>[1]): Promise<void> {
  const written: string[] = []
  try {
    for (const page of pages) {
      showProgress('Importing', written.length, pages.length, page.name)
      written.push(`${page.name} -> ${await writeImport(page, target)}`)
    }
  } finally {
    endProgress()
    for (const line of written) console.log(line)
    const rest = pages.length - written.length
    console.log(`${written.length} imported.${rest > 0 ? ` ${rest} are left: run it again, and it goes on.` : ''}`)
  }
}

function reportOf(plan: Planned): string {
  if (plan.state === 'known') return `${plan.name}: here already, as ${plan.at}`
  if (plan.state === 'refused') {
    const problems = plan.problems.map(({ line, column, message }) => `  ${plan.name}:${line}:${column}: ${message}`)
    return [`${plan.name}: cannot be imported`, ...problems].join('\n')
  }
  const { took, left, rewritten } = plan.report
  const rewrites = [...new Set(rewritten)].map(
    (label) => `${label} (${rewritten.filter((one) => one === label).length})`,
  )
  const lines = [
    ['took', took],
    ['rewrote', rewrites],
    ['left', left],
  ] as const
  const said = lines.filter(([, parts]) => parts.length > 0).map(([word, parts]) => `  ${word}: ${parts.join('; ')}`)
  return [`${plan.name}: ${plan.fields.title}`, ...said].join('\n')
}

function readAuthor(given: string | undefined, contentDir: string): { name: string; email: string } {
  const [, name, email] = /^\s*([^<>]*\S)\s*<([^<>\s]+@[^<>\s]+)>\s*$/.exec(given ?? '') ?? []
  if (name && email) return { name, email }
  if (given !== undefined) throw new AppError('invalid', `--author is a name and an address: "Ada <ada@example.org>".`)
  const user = { name: gitSetting(contentDir, 'user.name'), email: gitSetting(contentDir, 'user.email') }
  if (user.name && user.email) return user
  throw new AppError('invalid', 'Git does not know who you are. Say it with --author "Ada <ada@example.org>".')
}

function gitSetting(contentDir: string, name: string): string {
  try {
    const cwd = existsSync(contentDir) ? contentDir : '.'
    return execFileSync('git', ['config', '--get', name], { cwd, encoding: 'utf8', stdio: 'pipe' }).trim()
  } catch {
    // Not set, or no git: the question who it is stays open, and is asked.
    return ''
  }
}

/** Where npm was called: it runs scripts in the product's own folder. */
function callerFolder(): string {
  return process.env.INIT_CWD ?? process.cwd()
}

/** A bar in a terminal, elsewhere a line for each file. */
function showProgress(word: string, done: number, all: number, name: string): void {
  if (!process.stderr.isTTY) return console.error(`${word} ${done + 1} of ${all}: ${name}`)
  const width = 24
  const filled = Math.round((done / Math.max(1, all)) * width)
  const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`
  process.stderr.write(`\r\u001b[K${bar} ${word} ${done} of ${all}: ${name.slice(-40)}`)
}

function endProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K')
}
