import { spawnSync } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { git, type Site } from './support/site'
import { expect, testApart as test } from './support/test'

const root = path.resolve(import.meta.dirname, '..')
const examples = path.resolve('../shared/data/hostile/postmortems')
const author = ['--author', 'Ada Lovelace <ada@example.org>']

let folder = ''

test.beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'twelvefold-import-'))
})

test.afterEach(() => rm(folder, { recursive: true, force: true }))

/** Runs the command beside a site's server, as called from the folder of the files. */
function runImport({ contentDir, dataDir }: Pick<Site, 'contentDir' | 'dataDir'>, args: string[]) {
  const program = ['--conditions=react-server', '--import', 'tsx', 'scripts/import.ts', ...args]
  const env = { ...process.env, CONTENT_DIR: contentDir, DATA_DIR: dataDir, INIT_CWD: folder }
  const { status, stdout, stderr } = spawnSync(process.execPath, program, { cwd: root, env, encoding: 'utf8' })
  return { status, stdout, stderr }
}

const post = (title: string, body: string, more = '') =>
  `---\ntitle: ${title}\ndate: 2025-09-29\nauthor: Grace Hopper\nkeywords: imports\n${more}---\n\n# ${title}\n\n${body}\n`

async function writeNotes(): Promise<void> {
  await mkdir(path.join(folder, 'notes/deep'), { recursive: true })
  const text = 'The quokkadrome column was written after the outcome was known.'
  await writeFile(path.join(folder, 'notes/one.md'), post('Imported one', text, 'severity: SEV1\nlayout: post\n'))
  await writeFile(path.join(folder, 'notes/deep/two.mdx'), post('Imported two', `${text} Read<br>on.`))
}

test('a folder of another tool shows on the running site, and a second run makes nothing', async ({
  site,
  request,
}) => {
  test.setTimeout(180_000)
  await writeNotes()
  const commits = () => Number(git(site.contentDir, 'rev-list', '--count', 'HEAD'))
  const before = commits()
  const dry = runImport(site, ['notes', '--lessons', '7,1', '--dry-run'])
  expect([dry.status, dry.stdout]).toEqual([0, expect.stringContaining('Nothing was written.')])
  expect(commits()).toBe(before)
  const done = runImport(site, ['notes', '--lessons', '7,1', ...author])
  expect(done.status, done.stdout + done.stderr).toBe(0)
  expect(done.stdout).toContain('notes/one.md -> postmortems/imported-one.mdx')
  expect(done.stdout).toContain('left: layout (line 7) is no field here')
  expect(done.stdout).toMatch(/rewrote: .*\(1\)/)
  expect(done.stderr).toContain('Importing 2 of 2: notes/one.md')
  expect(commits()).toBe(before + 2)
  const pageOf = async (address: string) => (await request.get(address)).text()
  await expect.poll(() => pageOf('/postmortems/imported-one'), { timeout: 5000 }).toContain('Critical')
  await expect.poll(() => pageOf('/search?q=quokkadrome'), { timeout: 5000 }).toContain('Imported two')
  expect(await pageOf('/postmortems/imported-one')).toContain('By Grace Hopper')
  expect(git(site.contentDir, 'log', '-1', '--format=%an <%ae> %s')).toBe(
    'Ada Lovelace <ada@example.org> Import postmortem: Imported one\n',
  )
  const again = runImport(site, ['notes/one.md', 'notes', '--lessons', '7'])
  expect([again.status, again.stdout]).toEqual([0, expect.stringContaining('0 to import, 2 here already')])
  expect(commits()).toBe(before + 2)
  expect(git(site.contentDir, 'status', '--porcelain')).toBe('')
})

test('a problem keeps all out, with its line, unless the good ones are asked for', async ({ site, request }) => {
  test.setTimeout(180_000)
  await mkdir(path.join(folder, 'mixed'))
  await writeFile(
    path.join(folder, 'mixed/good.md'),
    post('Among the bad', 'A text that is long enough to be a summary.'),
  )
  await writeFile(
    path.join(folder, 'mixed/bad.md'),
    post('A bad one', 'Look [here](javascript:alert(1)), it is long enough.'),
  )
  const names = () => readdir(path.join(site.contentDir, 'postmortems'))
  const before = await names()
  const refused = runImport(site, ['mixed', '--lessons', '7', ...author])
  expect(refused.status).toBe(1)
  expect(refused.stdout).toMatch(/mixed\/bad\.md:10:\d+: .{10}/)
  expect(refused.stdout).toContain('Nothing was written. --keep-going imports the good ones.')
  expect(await names()).toEqual(before)
  const kept = runImport(site, ['mixed', '--lessons', '7', '--keep-going', ...author])
  expect([kept.status, kept.stdout]).toEqual([1, expect.stringContaining('1 imported.')])
  expect((await names()).filter((name) => !before.includes(name))).toEqual(['among-the-bad.mdx'])
  await expect
    .poll(async () => (await request.get('/postmortems/among-the-bad')).text(), { timeout: 5000 })
    .toContain('Among the bad')
})

test('what it is given wrong it says, and writes nothing', async ({ site }) => {
  test.setTimeout(180_000)
  await mkdir(path.join(folder, 'notes'))
  await writeFile(
    path.join(folder, 'notes/one.md'),
    post('Never imported', 'A text that is long enough to be a summary.'),
  )
  const said = (args: string[]) => {
    const { status, stdout, stderr } = runImport(site, args)
    expect(status, args.join(' ')).toBe(1)
    return stdout + stderr
  }
  const head = git(site.contentDir, 'rev-parse', 'HEAD')
  expect(said([])).toContain('Usage: npm run import -- FILE|FOLDER...')
  expect(said(['notes', '--nonsense'])).toContain('Usage: npm run import')
  expect(said(['nowhere'])).toContain('There is no file or folder nowhere.')
  expect(said(['notes', ...author])).toContain('Give those of all files that name none with --lessons 7,1')
  expect(said(['notes', '--lessons', '13', ...author])).toContain('lessons from 1 to 12')
  expect(said(['notes', '--lessons', '7', '--author', 'Ada'])).toContain('--author is a name and an address')
  expect(git(site.contentDir, 'rev-parse', 'HEAD')).toBe(head)
})

test('six real postmortems of another company come in as they are', async ({ site, request }) => {
  test.setTimeout(180_000)
  const names = await readdir(examples).catch(() => [])
  test.skip(names.length === 0, `The hostile inputs are not at ${examples}.`)
  await cp(examples, path.join(folder, 'real'), { recursive: true })
  const { status, stdout } = runImport(site, ['real', '--lessons', '3', ...author])
  expect(status, stdout).toBe(0)
  expect(stdout).toContain('6 imported.')
  const [, file = ''] = /-> (postmortems\/\S+)\.mdx/.exec(stdout) ?? []
  await expect.poll(async () => (await request.get(`/${file}`)).text(), { timeout: 5000 }).toContain('29 Sep 2025')
})
