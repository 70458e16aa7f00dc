import { spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { freePort, git } from './support/site'

// npm test itself runs npm test, npm run check and npm run build; this file runs the others as a person does.
const runByTheSuite = ['npm test', 'npm run check', 'npm run build']
const runHere = ['npm start', 'npm run dev', 'npm run new', 'npm run import', 'npm run admin', 'npm run bench']

let folder = ''
let running: number | undefined

test.beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'twelvefold-commands-'))
})

test.afterEach(async () => {
  interrupt('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

/** Runs npm as a person does, with folders of its own; `until` resolves with the output once it holds the words. */
function npm(args: string[], env: Record<string, string> = {}, input = '') {
  const own = { CONTENT_DIR: path.join(folder, 'content'), DATA_DIR: path.join(folder, 'data') }
  const child = spawn('npm', args, { env: { ...process.env, ...own, NODE_ENV: 'production', ...env }, detached: true })
  running = child.pid
  child.stdin.end(input)
  let output = ''
  const until = (words: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = (text: Buffer) => {
        output += text.toString()
        if (words.test(output)) resolve(output)
      }
      child.stdout.on('data', look)
      child.stderr.on('data', look)
      child.once('close', () => reject(new Error(output)))
    })
  const ended = new Promise<{ code: number | null; output: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, output })),
  )
  child.stdout.on('data', (text: Buffer) => (output += text.toString()))
  child.stderr.on('data', (text: Buffer) => (output += text.toString()))
  return { until, ended }
}

/** Signals npm and all it started, as Ctrl-C in a terminal does. */
function interrupt(signal: NodeJS.Signals): void {
  try {
    if (running !== undefined) process.kill(-running, signal)
  } catch (error) {
    // They have ended already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

test('every command of the README and of CONTRIBUTING is one that exists and is run', async () => {
  const texts = await Promise.all(['README.md', 'CONTRIBUTING.md'].map((file) => readFile(file, 'utf8')))
  const named = new Set(texts.join('\n').match(/npm (?:run [a-z:]+|start|test)/g))
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> }
  expect([...named].filter((command) => !(command.replace(/^npm (run )?/, '') in scripts))).toEqual([])
  expect([...named].filter((command) => ![...runByTheSuite, ...runHere].includes(command))).toEqual([])
})

test('npm start serves, says where everything lives, and stops at Ctrl-C', async () => {
  test.setTimeout(360_000)
  const port = await freePort()
  const { until, ended } = npm(['start'], { PORT: String(port), CONTENT_DIR: '' })
  const output = await until(/Ctrl-C stops it/)
  expect(output).toContain(`http://localhost:${port}`)
  expect(output).toContain(path.resolve('content'))
  expect(output).toContain(path.join(folder, 'data'))
  expect(output).toContain(path.join(folder, 'data', 'twelvefold.db'))
  const setUp = /http:\S+\/setup\/\S+/.exec(output)?.[0] ?? ''
  expect(await (await fetch(setUp)).text()).toContain('The content that comes with it')
  const home = await fetch(`http://localhost:${port}/`)
  expect([home.ok, home.headers.get('keep-alive')]).toEqual([true, 'timeout=65'])
  interrupt('SIGINT')
  expect((await ended).output).not.toMatch(/error/i)
  await expect(fetch(`http://localhost:${port}/`)).rejects.toThrow()
})

test('npm run dev serves the site with reloading', async () => {
  test.setTimeout(360_000)
  const port = await freePort()
  const { until, ended } = npm(['run', 'dev'], { PORT: String(port), CONTENT_DIR: path.resolve('content') })
  await until(/Ctrl-C stops it/)
  expect(await (await fetch(`http://localhost:${port}/lessons`)).text()).toContain('The rubber duck')
  const python = await readdir('.next/dev/static/python', { recursive: true })
  const files = python.filter((name) => /\.(mjs|py|wasm|zip)$/.test(name))
  expect(files.map((file) => path.basename(file))).toEqual(expect.arrayContaining(['pyodide.asm.wasm', 'runner.mjs']))
  for (const file of files) {
    const answer = await fetch(`http://localhost:${port}/_next/static/python/${file}`)
    expect([file, answer.status]).toEqual([file, 200])
  }
  interrupt('SIGINT')
  await ended
})

test('npm run new makes a file that the checker accepts, and says what is wrong with what it is given', async () => {
  test.setTimeout(180_000)
  const made = await npm(['run', '--silent', 'new', '--', 'postmortem', 'It broke', '--lessons', '3,7']).ended
  expect(made.code, made.output).toBe(0)
  const file = path.join(folder, 'content', 'postmortems', 'it-broke.mdx')
  expect(made.output).toContain(file)
  expect(await readFile(file, 'utf8')).toContain('title: It broke')
  const refused = await npm(['run', '--silent', 'new', '--', 'postmortem', 'It broke', '--lessons', '13']).ended
  expect(refused.code).toBe(1)
  const alone = await npm(['run', '--silent', 'new']).ended
  expect(alone.output).toContain('Usage: npm run new -- postmortem "Title" --lessons 3,7')
  const toy = await npm(['run', '--silent', 'new', '--', 'toy-problem', 'Nothing is zero', '--lessons', '3']).ended
  expect(toy.code, toy.output).toBe(0)
  expect(toy.output).toContain(path.join(folder, 'content', 'toy-problems', 'nothing-is-zero', 'index.mdx'))
})

test('npm run import brings a file of another tool in, as whom git knows', async () => {
  test.setTimeout(180_000)
  const note = path.join(folder, '2025-09-29-it-broke.md')
  await writeFile(note, '# It broke\n\nThe column was written after the outcome was known.\n')
  const global = path.join(folder, 'gitconfig')
  await writeFile(global, '[user]\n\tname = Ada\n\temail = ada@example.org\n')
  const args = ['run', '--silent', 'import', '--', note, '--lessons', '7,1']
  const { code, output } = await npm(args, { GIT_CONFIG_GLOBAL: global }).ended
  expect(code, output).toBe(0)
  expect(output).toContain('-> postmortems/it-broke.mdx')
  const content = path.join(folder, 'content')
  expect(git(content, 'log', '--format=%an <%ae> %s')).toBe('Ada <ada@example.org> Import postmortem: It broke\n')
  expect(git(content, 'status', '--porcelain')).toBe('')
})

test('npm run admin makes accounts, invitations and tokens, and says what is wrong with what it is given', async () => {
  test.setTimeout(180_000)
  const admin = (args: string[], input?: string) => npm(['run', '--silent', 'admin', '--', ...args], {}, input).ended
  expect((await admin(['list'])).output).toContain('Nobody has an account yet.')
  const ada = ['--email', 'ada@example.org']
  const create = ['create', ...ada, '--name', 'Ada', '--role', 'admin', '--password-stdin']
  expect((await admin(create, 'too short')).output).toContain('--password: Use at least 12 characters')
  expect((await admin(create, 'correct horse battery')).code).toBe(0)
  expect((await admin(create, 'correct horse battery')).output).toContain('There is an account for ada@example.org')
  expect((await admin(['invite', '--role', 'writer'])).output).toMatch(/\/invite\/[\w-]{43}\n$/)
  expect((await admin(['token', ...ada, '--scope', 'publish', '--name', 'CI'])).output).toMatch(
    /^twelvefold_[\w-]{43}\n$/,
  )
  expect(await admin(['disable', ...ada])).toMatchObject({
    code: 1,
    output: expect.stringContaining('Nobody would be left'),
  })
  expect((await admin(['list'])).output).toBe('ada@example.org\tadmin\tAda\n')
  expect((await admin(['nonsense'])).output).toContain('Usage: npm run admin -- COMMAND')
})

test('npm run bench measures, and lists what it can measure', async () => {
  test.setTimeout(240_000)
  expect((await npm(['run', 'bench', '--', 'seen']).ended).output).toContain('From a file to its page')
  const { code, output } = await npm(['run', 'bench', '--', 'nothing']).ended
  expect([code, output]).toEqual([
    1,
    expect.stringMatching(/There is no measurement nothing\. There are: bytes, serve, \w+, .*scale\./),
  ])
})
