import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once as onceEvent } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { git } from '@/lib/git'
import { readJournal, writeJournal, type Journal } from './journal'
import { recoverContent } from './recover'
import {
  ada,
  makeTempFolder,
  makeTempRepository,
  publicationOf,
  statusOf,
  tempsIn,
  type TempRepository,
  publishFile,
} from './temp-repository'

afterEach(() => vi.unstubAllEnvs())

/** A journal of one file with that text; `change` says what is different. */
function journalOf(text: string, change: Partial<Journal> & { relativePath?: string } = {}): Journal {
  const { relativePath = 'postmortems/new.mdx', ...rest } = change
  const sha256 = createHash('sha256').update(text).digest('hex')
  const files = [{ relativePath, sha256, temp: null, old: null }]
  return { files, author: ada, message: 'Add a postmortem', indexEntries: '', head: '', ...rest }
}

/** The state after a crash between rename and commit. */
async function interrupt(repository: TempRepository): Promise<void> {
  await writeJournal(repository.dataDir, journalOf('new text\n'))
  await writeFile(path.join(repository.contentDir, 'postmortems/new.mdx'), 'new text\n')
}

describe('recoverContent', () => {
  it('has nothing to say after an orderly end', async () => {
    const repository = await makeTempRepository()
    await publishFile(publicationOf(repository))
    expect(await recoverContent(repository)).toEqual({ warnings: [] })
  })

  it('removes our temporary files and no others, and follows no link', async () => {
    const repository = await makeTempRepository()
    const outside = await makeTempFolder()
    await symlink(outside, path.join(repository.contentDir, 'away'))
    const folders = [repository.contentDir, path.join(repository.contentDir, 'postmortems'), outside]
    for (const folder of folders) await writeFile(path.join(folder, '.twelvefold-1.tmp'), 'half')
    await writeFile(path.join(repository.contentDir, 'mine.tmp'), 'mine')
    expect(await recoverContent(repository)).toEqual({ warnings: [] })
    expect(await tempsIn(repository.contentDir)).toEqual(['away/.twelvefold-1.tmp'])
    expect(existsSync(path.join(outside, '.twelvefold-1.tmp'))).toBe(true)
    expect(existsSync(path.join(repository.contentDir, 'mine.tmp'))).toBe(true)
  })

  it('commits a finished leftover in its author’s name', async () => {
    const repository = await makeTempRepository()
    await interrupt(repository)
    const { committed, warnings } = await recoverContent(repository)
    expect(warnings).toEqual([])
    expect(await git(repository.top, ['log', '-1', '--format=%H %an %s'])).toBe(
      `${committed} Ada Lovelace Add a postmortem\n`,
    )
    expect(await statusOf(repository)).toEqual([])
    expect(await readJournal(repository.dataDir)).toBeUndefined()
    expect(await recoverContent(repository)).toEqual({ warnings: [] })
  })

  it('makes no second commit when only the journal was left', async () => {
    const repository = await makeTempRepository()
    const { commit } = await publishFile(publicationOf(repository))
    await interrupt(repository)
    expect(await recoverContent(repository)).toEqual({ committed: commit, warnings: [] })
    expect(await git(repository.top, ['rev-list', '--count', 'HEAD'])).toBe('2\n')
  })

  it('removes the locks that our death left, with a journal only', async () => {
    const repository = await makeTempRepository()
    const locks = ['index.lock', 'HEAD.lock', 'refs/heads/main.lock', 'next-index-4711.lock'].map((name) =>
      path.join(repository.top, '.git', name),
    )
    for (const lock of locks) await writeFile(lock, '')
    expect(await recoverContent(repository)).toEqual({ warnings: [] })
    expect(locks.every((lock) => existsSync(lock))).toBe(true)
    for (const lock of locks) await utimes(lock, new Date(0), new Date(0))
    const { warnings } = await recoverContent(repository)
    expect(warnings).toHaveLength(locks.length)
    expect(warnings[0]).toContain('index.lock is over a minute old')
    await interrupt(repository)
    expect((await recoverContent(repository)).committed).toMatch(/^[0-9a-f]{40}$/)
    expect(locks.some((lock) => existsSync(lock))).toBe(false)
    expect(await statusOf(repository)).toEqual([])
  })

  it('waits for a git program that holds a lock', async () => {
    const repository = await makeTempRepository()
    const lock = path.join(repository.top, '.git/index.lock')
    await interrupt(repository)
    await writeFile(lock, '')
    const recovering = recoverContent(repository)
    await pause(500)
    expect(existsSync(lock)).toBe(true)
    await rm(lock)
    expect((await recovering).committed).toMatch(/^[0-9a-f]{40}$/)
  })

  it('forgets a publish whose file never came to its place', async () => {
    const repository = await makeTempRepository()
    await writeJournal(repository.dataDir, journalOf('new text\n'))
    expect(await recoverContent(repository)).toEqual({ warnings: [] })
    expect(await readJournal(repository.dataDir)).toBeUndefined()
  })

  it.each(['new', 'old'])('unstages the %s page whose undoing was interrupted, and nothing else', async (name) => {
    const repository = await makeTempRepository()
    const { top, contentDir } = repository
    const relativePath = `postmortems/${name}.mdx`
    const head = (await git(contentDir, ['rev-parse', 'HEAD'])).trim()
    const indexEntries = await git(contentDir, ['ls-files', '--stage', '--full-name', '-z', '--', relativePath])
    await writeJournal(repository.dataDir, journalOf('new text\n', { relativePath, indexEntries, head }))
    const files = { [`content/${relativePath}`]: 'new text\n', 'mine.txt': 'mine\n' }
    for (const [file, text] of Object.entries(files)) await writeFile(path.join(top, file), text)
    await git(top, ['add', '--', 'content', 'mine.txt'])
    if (name === 'new') await rm(path.join(contentDir, relativePath))
    else await writeFile(path.join(contentDir, relativePath), 'old text\n')
    expect((await recoverContent(repository)).warnings).toHaveLength(name === 'new' ? 0 : 1)
    expect(await statusOf(repository)).toEqual(['A  mine.txt'])
  })

  it('takes no commit back when the file was changed before the start', async () => {
    const repository = await makeTempRepository()
    const file = path.join(repository.contentDir, 'postmortems/new.mdx')
    await publishFile(publicationOf(repository))
    await interrupt(repository)
    await writeFile(file, 'by hand\n')
    expect(await recoverContent(repository)).toEqual({ warnings: [] })
    expect(await statusOf(repository)).toEqual([' M content/postmortems/new.mdx'])
    await interrupt(repository)
    await rm(file)
    expect((await recoverContent(repository)).warnings).toEqual([])
    expect(await statusOf(repository)).toEqual([' D content/postmortems/new.mdx'])
  })

  it('keeps what a person has staged since', async () => {
    const repository = await makeTempRepository()
    await writeJournal(repository.dataDir, journalOf('new text\n'))
    await writeFile(path.join(repository.contentDir, 'postmortems/new.mdx'), 'by hand\n')
    await git(repository.top, ['add', '--', 'content'])
    expect((await recoverContent(repository)).warnings).toHaveLength(1)
    expect(await statusOf(repository)).toEqual(['A  content/postmortems/new.mdx'])
  })

  it('leaves a file with other bytes alone and warns', async () => {
    const repository = await makeTempRepository()
    const head = (await git(repository.top, ['rev-parse', 'HEAD'])).trim()
    await writeJournal(repository.dataDir, journalOf('new\n', { relativePath: 'postmortems/old.mdx', head }))
    const { committed, warnings } = await recoverContent(repository)
    expect(committed).toBeUndefined()
    expect(warnings).toEqual([
      expect.stringContaining('postmortems/old.mdx was interrupted before its text was in place'),
    ])
    expect(await readFile(path.join(repository.contentDir, 'postmortems/old.mdx'), 'utf8')).toBe('old text\n')
    expect(await readJournal(repository.dataDir)).toBeUndefined()
  })

  it('does not commit a path that may not be written', async () => {
    const repository = await makeTempRepository()
    await writeFile(path.join(repository.top, 'outside.txt'), 'x')
    await writeJournal(repository.dataDir, journalOf('x', { relativePath: '../outside.txt' }))
    expect((await recoverContent(repository)).warnings).toHaveLength(1)
    expect(await statusOf(repository)).toEqual(['?? outside.txt'])
  })

  it('warns when git is missing and keeps the journal', async () => {
    const repository = await makeTempRepository()
    await interrupt(repository)
    vi.stubEnv('PATH', '')
    expect((await recoverContent(repository)).warnings).toEqual([expect.stringContaining('Install git')])
    vi.unstubAllEnvs()
    expect((await recoverContent(repository)).committed).toMatch(/^[0-9a-f]{40}$/)
  })

  it('is done by the next publish too, when another program died', async () => {
    const repository = await makeTempRepository()
    await interrupt(repository)
    await publishFile(publicationOf(repository, { relativePath: 'postmortems/next.mdx' }))
    expect(await git(repository.top, ['log', '-2', '--format=', '--name-only'])).toBe(
      'content/postmortems/next.mdx\ncontent/postmortems/new.mdx\n',
    )
    expect(await statusOf(repository)).toEqual([])
  })

  it('makes its own peace with a content folder that is not there', async () => {
    const folder = await makeTempFolder()
    await mkdir(path.join(folder, 'data'))
    const folders = { contentDir: path.join(folder, 'content'), dataDir: path.join(folder, 'data') }
    expect(await recoverContent(folders)).toEqual({ warnings: [] })
  })
})

describe('kill -9 in mid-publish', () => {
  // A killed server leaves its git running; a killed container takes it along.
  it.each([
    { what: 'the server', sign: 1 },
    { what: 'the server and its git', sign: -1 },
  ])('loses nothing acknowledged when $what dies', { timeout: 120_000 }, async ({ sign }) => {
    const repository = await makeTempRepository()
    const acknowledged: string[] = []
    for (let round = 0; round < 6; round += 1) {
      acknowledged.push(...(await publishUntilKilled({ repository, round, sign })))
      const { warnings } = await recoverContent(repository)
      expect(warnings.filter((warning) => !warning.includes('interrupted before its text'))).toEqual([])
      expect(await tempsIn(repository.contentDir)).toEqual([])
      expect(await statusOf(repository)).toEqual([])
      expect(await readJournal(repository.dataDir)).toBeUndefined()
    }
    expect(acknowledged.length).toBeGreaterThan(0)
    for (const name of acknowledged) {
      expect(await git(repository.top, ['show', `HEAD:content/postmortems/${name}.mdx`])).toBe(`${name}\n`)
    }
    expect(await git(repository.top, ['fsck', '--no-dangling'])).toBe('')
    await publishFile(publicationOf(repository))
    expect(await statusOf(repository)).toEqual([])
  })
})

type Kill = { repository: TempRepository; round: number; sign: number }

/** Starts a program that publishes without end, kills it, and returns what it said was published. */
async function publishUntilKilled({ repository, round, sign }: Kill): Promise<string[]> {
  const script = `
    import { publishFile } from './lib/postmortems/temp-repository.ts'
    const publication = ${JSON.stringify(publicationOf(repository))}
    for (let number = 0; ; number += 1) {
      const name = 'page-${round}-' + number
      await publishFile({ ...publication, relativePath: 'postmortems/' + name + '.mdx', text: name + '\\n' })
      await publishFile({ ...publication, relativePath: 'postmortems/shared.mdx', text: name + '\\n' })
      console.log(name)
    }
  `
  const args = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '--eval', script]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], detached: true })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text))
  await onceEvent(child.stdout, 'data')
  await pause(20 + Math.random() * 150)
  process.kill(sign * (child.pid ?? 0), 'SIGKILL')
  // Git, which may outlive the server, holds the other end of nothing here: 'exit' is enough.
  await onceEvent(child, 'exit')
  await pause(20)
  return printed
    .slice(0, printed.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
}
