import { spawn, type ChildProcess } from 'node:child_process'
import * as fs from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'

// The launcher runs as people run it: in a child process, on a copy of its files with a small site around them.

type Outcome = { code: number | null; out: string[]; err: string[] }
type Child = { child: ChildProcess; seen: { out: string; err: string }; ended: Promise<Outcome> }
type Counts = { passed: number; failed: number; skipped: number }

const everyFolder = fs.realpathSync(fs.mkdtempSync(path.join(tmpdir(), 'twelvefold-launcher-')))
const project = path.resolve('.')
const running = new Set<ChildProcess>()
let site = ''

afterAll(() => fs.rmSync(everyFolder, { recursive: true, force: true }))

beforeEach(() => {
  site = fs.mkdtempSync(path.join(everyFolder, 'site-'))
  for (const name of ['start.mjs', 'build.mjs'])
    put(`scripts/${name}`, fs.readFileSync(`${project}/scripts/${name}`, 'utf8'))
  fs.cpSync(path.join(project, 'scripts/launch'), path.join(site, 'scripts/launch'), { recursive: true })
  fs.mkdirSync(path.join(site, 'empty'))
})

// A test that fails may leave a site that serves.
afterEach(() => running.forEach((child) => child.kill()))

/** Writes a file of the site; `mode` makes it a program. */
function put(name: string, text: string, mode = 0o644) {
  const file = path.join(site, name)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
  fs.chmodSync(file, mode)
  return file
}

/** Starts node in the site. Of the environment of the tests, only the PATH goes along. */
function begin(args: string[], env: Record<string, string> = {}): Child {
  const child = spawn(process.execPath, args, {
    cwd: site,
    env: { PATH: process.env.PATH, NODE_ENV: 'test', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  child.once('close', () => running.delete(child))
  const seen = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (seen.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (seen.err += text))
  const lines = (text: string) => text.split('\n').filter(Boolean)
  const ended = new Promise<Outcome>((resolve) => {
    child.once('close', (code) => resolve({ code, out: lines(seen.out), err: lines(seen.err) }))
  })
  return { child, seen, ended }
}

const run = (args: string[], env?: Record<string, string>) => begin(args, env).ended

/** Runs code inside the launcher, with the names of one of its modules at hand. */
function runInside(module: string, names: string, code: string, env?: Record<string, string>) {
  const load = `import { launch } from './scripts/launch/launch.mjs'
    void launch(async () => {
      const { ${names} } = await import('./scripts/launch/${module}.mjs')
      return async () => { ${code} }
    })`
  return run(['--input-type=module', '--eval', load], env)
}

/** What an expression gives that uses one function of a module. */
async function ask<T>(module: string, name: string, expression: string, env?: Record<string, string>) {
  const code = `process.stdout.write(JSON.stringify({ answer: ${expression} }))`
  const { out, err } = await runInside(module, name, code, env)
  expect(err).toEqual([])
  return (JSON.parse(out.join('')) as { answer: T }).answer
}

/** One line, exit code 1, nothing besides: that is also no stack trace. */
function expectOneLine({ code, out, err }: Outcome, ...words: string[]) {
  expect({ code, out, lines: err.length }, err.join('\n')).toEqual({ code: 1, out: [], lines: 1 })
  for (const word of words) expect(err[0]).toContain(word)
}

describe('what the person at the terminal can mend is one line that says how', () => {
  const asNode = (version: string) =>
    `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`

  test.each(['16.20.2', '18.20.4', '20.8.1'])('Node %s', async (version) => {
    const outcome = await run(['--import', asNode(version), 'scripts/start.mjs'])
    expectOneLine(outcome, `Node ${version} is too old`, '20.9 or newer', 'https://nodejs.org')
  })

  test.each(['20.9.0', '22.1.0', '100.0.0'])('Node %s will do', async (version) => {
    const outcome = await run(['--import', asNode(version), 'scripts/start.mjs'], { PORT: 'x' })
    expectOneLine(outcome, 'PORT must be a number')
  })

  test('no git', async () => {
    const outcome = await run(['scripts/start.mjs'], { PATH: path.join(site, 'empty') })
    expectOneLine(outcome, 'git is missing', 'install it')
  })

  test('a port that is taken', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    const outcome = await run(['scripts/start.mjs'], { PORT: String(port) })
    server.close()
    expectOneLine(outcome, `Port ${port} on 127.0.0.1 is taken`, 'npm start')
    expect(outcome.err[0]).not.toContain(`PORT=${port} `)
  })

  test.each(['DATA_DIR', 'CONTENT_DIR'])('%s that cannot be written', async (name) => {
    const folder = path.join(put('a-file', ''), 'folder')
    expectOneLine(await run(['scripts/start.mjs'], { [name]: folder }), folder, 'cannot be written', `${name}=/some`)
  })

  test('a build needs its folders too', async () => {
    const folder = path.join(put('a-file', ''), 'folder')
    expectOneLine(await run(['scripts/build.mjs'], { DATA_DIR: folder }), folder, 'cannot be written')
  })

  test.each(['abc', '0', '-1', '3000.5', '65536', ' '])('PORT=%j', async (port) => {
    expectOneLine(
      await run(['scripts/start.mjs'], { PORT: port }),
      `from 1 to 65535, not ${port}`,
      'PORT=3001 npm start',
    )
  })

  test('a HOST that is no address of this machine', async () => {
    const outcome = await run(['scripts/start.mjs'], { HOST: '203.0.113.7' })
    expectOneLine(outcome, '203.0.113.7 is no address of this machine', 'HOST=127.0.0.1 npm start')
  })

  test('a port that the account may not use', async () => {
    const { err } = await runInside(
      'preflight',
      'requireFreePort',
      `const { Server } = await import('node:net')
       Server.prototype.listen = function () { this.emit('error', Object.assign(new Error('no'), { code: 'EACCES' })) }
       await requireFreePort({ host: '127.0.0.1', port: 80 })`,
    )
    expect(err).toEqual([expect.stringContaining('choose one above 1023, such as PORT=3000 npm start')])
  })
})

describe('launch', () => {
  test('hands on the exit code of what it runs', async () => {
    expect(await runInside('settings', 'root', 'return 3')).toEqual({ code: 3, out: [], err: [] })
    expect(await runInside('settings', 'root', '')).toEqual({ code: 0, out: [], err: [] })
  })

  test('shows the stack of a fault of its own', async () => {
    const { code, err } = await runInside('settings', 'root', `throw new TypeError('a bug')`)
    expect(code).toBe(1)
    expect(err.length).toBeGreaterThan(1)
    expect(err[0]).toBe('TypeError: a bug')
  })
})

describe('settings', () => {
  test('shows no password of a database, however its address is written', async () => {
    for (const DATABASE_URL of ['postgres://app:s3cret@db/twelvefold', 'postgres://app:s3cret@/twelvefold?host=/run']) {
      const database = await ask<string>('settings', 'readSettings', 'readSettings().database', { DATABASE_URL })
      expect(database).toMatch(/^postgres:|^PostgreSQL/)
      expect(database).not.toContain('s3cret')
    }
  })

  const read = (env: Record<string, string>) => ask('settings', 'readSettings', `readSettings(${JSON.stringify(env)})`)

  test('have defaults, also where a variable is empty', async () => {
    const defaults = { host: '127.0.0.1', port: 3000, contentDir: `${site}/content`, dataDir: `${site}/data` }
    expect(await read({})).toEqual(defaults)
    expect(await read({ HOST: '', PORT: '', CONTENT_DIR: '', DATA_DIR: '' })).toEqual(defaults)
  })

  test('take relative folders from the product', async () => {
    const env = { HOST: '::', PORT: '65535', CONTENT_DIR: '../team', DATA_DIR: '/var/lib/site' }
    const contentDir = path.join(path.dirname(site), 'team')
    expect(await read(env)).toEqual({ host: '::', port: 65535, contentDir, dataDir: '/var/lib/site' })
  })

  test('reach every child as absolute values', async () => {
    const settings = { host: 'h', port: 1, contentDir: '/c', dataDir: '/d' }
    const given = { A: 'kept', DATA_DIR: 'relative' }
    const env = await ask('settings', 'childEnv', `childEnv(${JSON.stringify(settings)}, ${JSON.stringify(given)})`)
    expect(env).toMatchObject({ A: 'kept', HOST: 'h', PORT: '1', CONTENT_DIR: '/c', DATA_DIR: '/d' })
  })

  test('leave the content folder to the set-up unless it was chosen', async () => {
    const settings = JSON.stringify({ host: 'h', port: 1, contentDir: '/c', dataDir: '/d' })
    const given = `[serverEnv(${settings}, {}), serverEnv(${settings}, { CONTENT_DIR: 'c' })]`
    const [left, chosen] = await ask<[object, object]>('settings', 'serverEnv', given)
    expect(left).not.toHaveProperty('CONTENT_DIR')
    expect(chosen).toMatchObject({ CONTENT_DIR: '/c', DATA_DIR: '/d' })
  })

  test('of this machine’s own site reach no test: every variable that the product reads is left out', async () => {
    const names = [...fs.readFileSync('lib/config.ts', 'utf8').matchAll(/\benv\.([A-Z_]+)/g)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(10)
    const products = ['GITHUB', 'GOOGLE', 'OIDC'].flatMap((name) => [`${name}_CLIENT_ID`, `${name}_CLIENT_SECRET`])
    const all = [...names, ...products, 'PATH', 'GITHUB_TOKEN']
    const env = Object.fromEntries(all.map((name): [string, string] => [String(name), 'x']))
    const left = await ask<object>('settings', 'withoutConfiguration', `withoutConfiguration(${JSON.stringify(env)})`)
    expect(left).toEqual({ PATH: 'x', GITHUB_TOKEN: 'x' })
  })

  test.each([
    ['127.0.0.1', 'http://localhost:80', 'http://127.0.0.1:80'],
    ['0.0.0.0', 'http://localhost:80', 'http://127.0.0.1:80'],
    ['::', 'http://localhost:80', 'http://[::1]:80'],
    ['fd00::5', 'http://[fd00::5]:80', 'http://[fd00::5]:80'],
    ['wiki.example.org', 'http://wiki.example.org:80', 'http://wiki.example.org:80'],
  ])('%s is opened and asked at an address that works', async (host, opened, asked) => {
    const where = JSON.stringify({ host, port: 80 })
    const addresses = `[siteAddress(${where}), probeAddress(${where})]`
    expect(await ask('settings', 'siteAddress, probeAddress', addresses)).toEqual([opened, asked])
  })
})

describe('the build stamp', () => {
  const isFresh = () => ask<boolean>('build-stamp', 'isBuildFresh', 'isBuildFresh()')

  beforeEach(async () => {
    put('lib/search/rank.ts', 'export const weight = 1\n')
    put('content/lessons/one.mdx', 'One\n')
    put('package-lock.json', '{}')
    put('.next/BUILD_ID', 'x')
    put('.contentlayer/generated/index.mjs', '')
    await runInside('build-stamp', 'hashCode, writeBuildStamp', 'writeBuildStamp(hashCode())')
  })

  test('the same code is fresh', async () => expect(await isFresh()).toBe(true))

  test.each([
    ['lib/search/rank.ts', 'export const weight = 2\n'],
    ['lib/search/new.ts', ''],
    ['app/layout.tsx', ''],
    ['package-lock.json', '{ }'],
    ['.next/twelvefold-build.json', 'half a fi'],
  ])('a change of %s makes it stale', async (file, text) => {
    put(file, text)
    expect(await isFresh()).toBe(false)
  })

  test.each([
    'lib/search/rank.ts',
    '.next/BUILD_ID',
    '.next/twelvefold-build.json',
    '.contentlayer/generated/index.mjs',
  ])('without %s it is stale', async (file) => {
    fs.rmSync(path.join(site, file))
    expect(await isFresh()).toBe(false)
  })

  test('a file that moved makes it stale', async () => {
    fs.rmSync(path.join(site, 'lib/search/rank.ts'))
    put('lib/search/moved.ts', 'export const weight = 1\n')
    expect(await isFresh()).toBe(false)
  })

  test.each(['content/lessons/one.mdx', 'content/lessons/two.mdx', 'lib/search/rank.test.ts', 'data/any', 'README.md'])(
    'a change of %s leaves it fresh',
    async (file) => {
      put(file, 'changed\n')
      expect(await isFresh()).toBe(true)
    },
  )
})

/** An npm that only notes its arguments, and ends with `code`. */
function fakeNpm(code = 0) {
  const file = put(
    'fake/npm-cli.js',
    `const fs = require('node:fs')
     fs.mkdirSync('node_modules', { recursive: true })
     fs.appendFileSync('npm-runs', process.argv.slice(2).join(' ') + '\\n')
     if (${code}) console.error('npm error: no network')
     process.exit(${code})`,
  )
  return { npm_execpath: file }
}

const runsOfNpm = () => {
  const file = path.join(site, 'npm-runs')
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trimEnd().split('\n') : []
}

describe('the install stamp', () => {
  const production = 'ci --omit=dev --no-audit --no-fund'
  const all = 'ci --include=dev --no-audit --no-fund'
  const react = { version: '19.0.0' }
  const vitest = { version: '4.0.0', dev: true }
  const fsevents = { version: '2.0.0', optional: true }
  const ensure = (dev: boolean, npm = fakeNpm()) =>
    runInside('install', 'ensureInstall', `await ensureInstall({ dev: ${dev} })`, npm)
  const lock = (packages: object) => put('package-lock.json', JSON.stringify({ packages: { '': {}, ...packages } }))
  const lies = (packages: object) => put('node_modules/.package-lock.json', JSON.stringify({ packages }))

  beforeEach(() =>
    lock({ 'node_modules/react': react, 'node_modules/vitest': vitest, 'node_modules/fsevents': fsevents }),
  )

  test('nothing there: npm installs, once', async () => {
    const { code, out } = await ensure(false)
    expect(code).toBe(0)
    expect(out[0]).toBe('Installing packages (for production) …')
    expect(await ensure(false)).toEqual({ code: 0, out: [], err: [] })
    expect(runsOfNpm()).toEqual([production])
  })

  test('a changed lockfile: npm installs again', async () => {
    await ensure(false)
    lock({ 'node_modules/react': { version: '19.0.1' } })
    await ensure(false)
    expect(runsOfNpm()).toEqual([production, production])
  })

  test('tests need more than production, and production no more than tests', async () => {
    await ensure(false)
    await ensure(true)
    await ensure(true)
    await ensure(false)
    expect(runsOfNpm()).toEqual([production, all])
  })

  test('what someone installed by hand is not installed again', async () => {
    lies({ 'node_modules/react': react, 'node_modules/vitest': vitest })
    await ensure(true)
    fs.rmSync(path.join(site, 'node_modules/.package-lock.json'))
    await ensure(true)
    expect(runsOfNpm()).toEqual([])
  })

  test('what was installed by hand for production does for production alone', async () => {
    lies({ 'node_modules/react': react })
    await ensure(false)
    expect(runsOfNpm()).toEqual([])
    await ensure(true)
    expect(runsOfNpm()).toEqual([all])
  })

  test('another version by hand is installed over', async () => {
    lies({ 'node_modules/react': { version: '18.0.0' }, 'node_modules/vitest': vitest })
    await ensure(false)
    expect(runsOfNpm()).toEqual([production])
  })

  test('an npm that fails is heard, and tried again next time', async () => {
    const { code, err } = await ensure(false, fakeNpm(1))
    expect(code).toBe(1)
    expect(err).toEqual([
      'npm error: no network',
      'Installing packages (for production) failed; the reason stands above.',
    ])
    await ensure(false)
    expect(runsOfNpm()).toHaveLength(2)
  })
})

describe('the count of reports', () => {
  const count = (name: 'countVitest' | 'countPlaywright', report: unknown, code = 0) => {
    const file = put('report.json', typeof report === 'string' ? report : JSON.stringify(report))
    return ask<Counts>('reports', name, `${name}(${JSON.stringify(file)}, ${code})`)
  }
  const vitest = (numbers: object, testResults: object[] = []) => {
    const none = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 }
    return { ...none, ...numbers, testResults }
  }
  const playwright = (stats: object, errors: object[] = []) => {
    const none = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 }
    return { stats: { ...none, ...stats }, errors }
  }
  const oneFailure = { passed: 0, failed: 1, skipped: 0 }

  test('vitest: passed, failed, skipped and to do', async () => {
    const results = [{ status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] }]
    const numbers = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 }
    expect(await count('countVitest', vitest(numbers, results), 1)).toEqual({ passed: 5, failed: 1, skipped: 3 })
  })

  test('vitest: a file that does not load is a failure', async () => {
    const report = vitest({ numPassedTests: 5 }, [{ status: 'failed', assertionResults: [] }])
    expect(await count('countVitest', report, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 })
  })

  test('vitest: all passed, yet the run crashed', async () => {
    expect(await count('countVitest', vitest({ numPassedTests: 5 }), 1)).toEqual({ passed: 5, failed: 1, skipped: 0 })
  })

  test('Playwright: a flaky test has failed, and so has an error outside the tests', async () => {
    const report = playwright({ expected: 7, unexpected: 1, flaky: 2, skipped: 3 }, [{ message: 'no server' }])
    expect(await count('countPlaywright', report, 0)).toEqual({ passed: 7, failed: 4, skipped: 3 })
  })

  test.each(['countVitest', 'countPlaywright'] as const)('%s: no report, or half a one', async (name) => {
    for (const code of [0, 1]) expect(await count(name, '{"half":', code)).toEqual(oneFailure)
  })

  test('a run without tests has failed', async () => {
    expect(await count('countVitest', vitest({}))).toEqual(oneFailure)
    expect(await count('countPlaywright', playwright({ skipped: 4 }))).toEqual({ ...oneFailure, skipped: 4 })
  })

  test('the closing line', async () => {
    const line = (all: Counts[]) =>
      ask<string>('reports', 'addCounts, countsLine', `countsLine(addCounts(${JSON.stringify(all)}))`)
    const suites = [
      { passed: 5, failed: 0, skipped: 0 },
      { passed: 7, failed: 2, skipped: 0 },
    ]
    expect(await line(suites)).toBe('12 passed, 2 failed')
    expect(await line([...suites, { passed: 0, failed: 0, skipped: 3 }])).toMatch(
      /^3 skipped: .*\n12 passed, 2 failed$/,
    )
    expect(await line([])).toBe('0 passed, 0 failed')
  })
})

test('a scratch folder goes with its process, also when that is told to stop', async () => {
  for (const end of ['return 0', 'process.exit(130)', "throw new Error('no')"]) {
    const code = `console.log(makeScratch()); ${end}`
    const { out } = await runInside('scratch', 'makeScratch', code, { TMPDIR: tmpdir() })
    const [folder = ''] = out
    expect([path.dirname(folder), fs.existsSync(folder)]).toEqual([tmpdir(), false])
  }
})

describe('the browser', () => {
  const works = '#!/bin/sh\nexit 0\n'
  const find = (env: object) =>
    ask<string | undefined>('browser', 'findSystemBrowser', `findSystemBrowser(${JSON.stringify(env)})`)
  const fetchOne = (env: Record<string, string> = {}) =>
    runInside('browser', 'requireBrowser', 'console.log(await requireBrowser())', {
      PATH: path.join(site, 'empty'),
      ...env,
    })

  /** A Playwright that knows of one file, and whose command line runs `code`. */
  function fakePlaywright(file: string, code: string) {
    put(
      'node_modules/playwright/index.mjs',
      `export const chromium = { executablePath: () => ${JSON.stringify(file)} }`,
    )
    put('node_modules/@playwright/test/cli.js', code)
  }

  test('is the one that CHROMIUM_PATH names, else one on the PATH', async () => {
    const named = put('named/my-browser', works, 0o755)
    const onPath = put('bin/chromium', works, 0o755)
    const PATH = ['/nowhere', path.dirname(onPath)].join(path.delimiter)
    expect(await find({ CHROMIUM_PATH: named, PATH })).toBe(named)
    expect(await find({ PATH })).toBe(onPath)
    expect(await find({})).toBeUndefined()
  })

  test('is none that does not run', async () => {
    const hint = put('bin/chromium-browser', '#!/bin/sh\necho "install the snap"\nexit 1\n', 0o755)
    const chrome = put('bin/google-chrome', works, 0o755)
    expect(await find({ CHROMIUM_PATH: '/nowhere/chromium', PATH: path.dirname(hint) })).toBe(chrome)
  })

  test("is Playwright's where the system has none", async () => {
    const file = put('cache/chromium', works, 0o755)
    fakePlaywright(file, 'process.exit(1)')
    expect(await fetchOne()).toEqual({ code: 0, out: [file], err: [] })
  })

  test('is fetched by Playwright where it has none either', async () => {
    const file = path.join(site, 'fetched')
    const write = `fs.writeFileSync('fetched', ${JSON.stringify(works)}, { mode: 0o755 })`
    fakePlaywright(file, `const fs = require('node:fs'); if (process.argv[2] === 'install') ${write}`)
    expect(await fetchOne()).toEqual({
      code: 0,
      out: [expect.stringContaining('Playwright fetches one'), file],
      err: [],
    })
  })

  test('is asked for in one line where none can be had', async () => {
    fakePlaywright('/nowhere/chromium', 'process.exit(1)')
    const { code, err } = await fetchOne()
    expect(code).toBe(1)
    expect(err).toEqual([expect.stringContaining('CHROMIUM_PATH=/path npm test')])
  })
})

describe('npm start', () => {
  const noteRun = (name: string) =>
    `require('node:fs').appendFileSync('steps', '${name} ' + process.argv.slice(2).join(' ') + '\\n')\n`
  const writeFile = (file: string) => `fs.mkdirSync('${path.dirname(file)}', { recursive: true })
    fs.writeFileSync('${file}', '')\n`
  const steps = () => fs.readFileSync(path.join(site, 'steps'), 'utf8').trimEnd().split('\n')
  const serves = `console.log('a banner')
    const answer = ({ url }, answer) => answer.end(void require('node:fs').appendFileSync('asked', url + '\\n'))
    require('node:http').createServer(answer).listen(process.env.PORT, process.env.HOST)\n`

  /** Programs that do the least that the launcher counts on; `start` is the code of `next start`. */
  function fakePrograms(start: string) {
    fs.mkdirSync(path.join(site, 'node_modules'))
    for (const name of ['tsx', 'typescript', 'pyodide']) {
      fs.symlinkSync(path.join(project, 'node_modules', name), path.join(site, 'node_modules', name))
    }
    put('package-lock.json', JSON.stringify({ packages: { 'node_modules/react': { version: '1.0.0' } } }))
    put('scripts/check-content.ts', noteRun('check'))
    const contentlayer = 'node_modules/contentlayer2/bin/cli.cjs'
    const files = `const fs = require('node:fs')\n`
    put(contentlayer, noteRun('contentlayer') + files + writeFile('.contentlayer/generated/index.mjs'))
    const build = `if (process.argv[2] === 'build') { ${files} ${writeFile('.next/BUILD_ID')} }\n`
    put('node_modules/next/dist/bin/next', `${noteRun('next')}${build} else { ${start} }`)
  }

  async function freePort() {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as { port: number }
    await new Promise((resolve) => server.close(resolve))
    return String(port)
  }

  /** Starts the site, waits for its last line, and stops it as Ctrl-C would. */
  async function startAndStop(PORT: string) {
    const { child, seen, ended } = begin(['scripts/start.mjs'], { PORT, ...fakeNpm() })
    child.stdout?.on('data', () => seen.out.includes('Ctrl-C stops it.') && child.kill('SIGINT'))
    return await ended
  }

  test('does everything once: install, check, compile, build, serve', async () => {
    fakePrograms(serves)
    const port = await freePort()
    const first = await startAndStop(port)
    const serve = `next start -H 127.0.0.1 -p ${port} --keepAliveTimeout 65000`
    expect(first).toMatchObject({ code: 0, err: [] })
    expect(first.out).toContain(`Twelvefold is at http://localhost:${port}`)
    expect(first.out.indexOf('a banner'), 'the address stands alone').toBe(-1)
    expect(fs.readFileSync(path.join(site, 'asked'), 'utf8'), 'search has been asked before').toBe(
      '/healthz\n/api/search?q=ready\n',
    )
    expect([runsOfNpm().length, steps()]).toEqual([1, ['check ', 'contentlayer build', 'next build', serve]])

    const second = await startAndStop(port)
    expect(second.out).toHaveLength(5)
    expect([runsOfNpm().length, steps().slice(4)]).toEqual([1, [serve]])
  })

  test('shows what the server said when it does not come up, and hands on its code', async () => {
    fakePrograms(`console.log('cannot read the lock'); process.exitCode = 7`)
    const { code, out } = await begin(['scripts/start.mjs'], { PORT: await freePort(), ...fakeNpm() }).ended
    expect(code).toBe(7)
    expect(out.at(-1)).toBe('cannot read the lock')
  })

  test('refuses content that nothing may read, before anything reads it', async () => {
    fakePrograms(serves)
    put('scripts/check-content.ts', `console.error('content/lessons/one.mdx: too large'); process.exitCode = 1`)
    const { code, err } = await begin(['scripts/start.mjs'], { PORT: await freePort(), ...fakeNpm() }).ended
    expect(code).toBe(1)
    expect(err).toEqual([
      'content/lessons/one.mdx: too large',
      expect.stringMatching(/^The content has files that nothing may read.*Mend them/),
    ])
    expect(fs.existsSync(path.join(site, 'steps'))).toBe(false)
  })

  test('a build that fails says why, and the next start builds again', async () => {
    fakePrograms(serves)
    put('node_modules/next/dist/bin/next', `console.error('Type error in a page'); process.exitCode = 1`)
    const start = async () => begin(['scripts/start.mjs'], { PORT: await freePort(), ...fakeNpm() }).ended
    for (const { code, err } of [await start(), await start()]) {
      expect(code).toBe(1)
      expect(err).toEqual(['Type error in a page', 'Building the site failed; the reason stands above.'])
    }
  })
})
