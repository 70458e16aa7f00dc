import path from 'node:path'
import { readConfig } from '../lib/config'
import { AppError } from '../lib/errors'
import { createDocument, createToyProblem } from '../lib/postmortems'

const makers = { postmortem: createDocument, 'toy-problem': createToyProblem }
const usage = ['postmortem "Title" --lessons 3,7', 'toy-problem "Title" --lessons 3']
  .map((words, index) => `${index === 0 ? 'Usage:' : '      '} npm run new -- ${words}`)
  .join('\n')

try {
  const { contentDir } = readConfig(process.env, path.resolve(import.meta.dirname, '..'))
  const [kind, title, ...rest] = process.argv.slice(2)
  const lessons = valueOf(rest, '--lessons')
  if (!(kind === 'postmortem' || kind === 'toy-problem') || !title || !lessons) throw new AppError('invalid', usage)
  const file = await makers[kind]({ contentDir, title, lessons: lessons.split(',').map(Number) })
  console.log(file)
} catch (error) {
  if (!(error instanceof AppError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

function valueOf(values: string[], name: string): string | undefined {
  const at = values.findIndex((value) => value === name || value.startsWith(`${name}=`))
  const found = values[at]
  return found?.includes('=') ? found.slice(name.length + 1) : values[at + 1]
}
