import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once as onceEvent } from 'node:events'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { git } from '@/lib/git'
import { recoverContent } from './recover'
import { ada, commitAll, makeTempRepository, statusOf, tempsIn, type TempRepository } from './temp-repository'
import { publishFiles, type FileChange } from './write-files'

// A disk whose nth change fails: once, or for good, as after a crash.
const disk = vi.hoisted(() => ({ changes: 0, failsAt: Infinity, isDead: false }))
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const step = () => {
    disk.changes += 1
    const isFailing = disk.isDead ? disk.changes >= disk.failsAt : disk.changes === disk.failsAt
    if (isFailing) throw Object.assign(new Error('EIO'), { code: 'EIO', syscall: 'step' })
  }
  const counted = (work: unknown) => {
    const call = work as (...args: unknown[]) => Promise<unknown>
    return async (...args: unknown[]) => (step(), await call(...args))
  }
  const open: typeof real.open = async (...args) => {
    if (args[1] === 'wx') step()
    const file = await real.open(...args)
    const sync = file.sync.bind(file)
    file.sync = async () => (step(), await sync())
    return file
  }
  const changing = ['copyFile', 'link', 'rename', 'rm', 'rmdir'] as const
  return { ...real, open, ...Object.fromEntries(changing.map((name) => [name, counted(real[name])])) }
})

afterEach(() => {
  disk.failsAt = Infinity
  disk.isDead = false
  vi.unstubAllEnvs()
})

const image = randomBytes(3000)
const moved: FileChange[] = [
  { relativePath: 'postmortems/old/loss.png', bytes: image, expected: 'absent' },
  { relativePath: 'postmortems/old/index.mdx', bytes: 'old text\nwith an image\n', expected: 'absent' },
  { relativePath: 'postmortems/old.mdx' },
]
const all: FileChange[] = [...moved, { relativePath: 'postmortems/other.mdx', bytes: 'better\n' }]

/** A repository with a page more. */
async function makeRepository(): Promise<TempRepository> {
  const repository = await makeTempRepository()
  await writeFile(path.join(repository.contentDir, 'postmortems/other.mdx'), 'other\n')
  await git(repository.top, ['add', '--', 'content'])
  await commitAll(repository.top, 'Add another')
  return repository
}

const publish = ({ contentDir, dataDir }: TempRepository, changes: FileChange[]) =>
  publishFiles({ contentDir, dataDir, changes, author: ada, message: 'Change' })

const reason = (error: unknown) => error

/** All that a publish may leave anywhere. */
async function look({ top, contentDir, dataDir }: TempRepository) {
  const names = (await readdir(contentDir, { recursive: true })).sort()
  const files = names.filter((name) => path.extname(name))
  const texts = await Promise.all(files.map((name) => readFile(path.join(contentDir, name), 'latin1')))
  return {
    names,
    files,
    texts,
    index: await git(top, ['ls-files', '--stage']),
    tree: await git(top, ['ls-tree', '-r', 'HEAD']),
    status: await git(top, ['status', '--porcelain', '--untracked-files=all']),
    hasJournal: existsSync(path.join(dataDir, 'publish.json')),
    temps: await tempsIn(contentDir),
  }
}

describe('publishFiles', () => {
  it('moves a page and adds its image in one commit, which git follows', async () => {
    const repository = await makeTempRepository()
    const { commit } = await publish(repository, moved)
    expect(await git(repository.top, ['show', '--format=', '--name-status', '--no-renames', commit])).toBe(
      'D\tcontent/postmortems/old.mdx\nA\tcontent/postmortems/old/index.mdx\nA\tcontent/postmortems/old/loss.png\n',
    )
    const bytes = await git(repository.top, ['show', `${commit}:content/postmortems/old/loss.png`], {
      encoding: 'latin1',
    })
    expect(Buffer.from(bytes, 'latin1').equals(image)).toBe(true)
    expect(await statusOf(repository)).toEqual([])
    expect(await publish(repository, moved.slice(2))).toEqual({ commit })
  })

  it('removes an emptied folder, and a file that git never knew', async () => {
    const repository = await makeTempRepository()
    await publish(repository, moved)
    await writeFile(path.join(repository.contentDir, 'postmortems/loose.mdx'), 'loose\n')
    const gone = ['old/loss.png', 'old/index.mdx', 'loose.mdx'].map((name) => ({ relativePath: `postmortems/${name}` }))
    await publish(repository, [{ relativePath: 'postmortems/new.mdx', bytes: 'new\n' }, ...gone])
    expect(await readdir(path.join(repository.contentDir, 'postmortems'))).toEqual(['new.mdx'])
    expect(await statusOf(repository)).toEqual([])
  })

  it('does nothing when one of the files is not what was expected', async () => {
    const repository = await makeTempRepository()
    const before = await look(repository)
    const clash: FileChange = { relativePath: 'postmortems/old.mdx', expected: { sha256: 'another' } }
    await expect(publish(repository, [...moved.slice(0, 2), clash])).rejects.toMatchObject({ code: 'conflict' })
    expect(await look(repository)).toEqual(before)
  })

  it('puts all back, also in the index, when the commit is refused', async () => {
    const repository = await makeTempRepository()
    await writeFile(path.join(repository.top, '.git/MERGE_HEAD'), await git(repository.top, ['rev-parse', 'HEAD']))
    const before = await look(repository)
    await expect(publish(repository, moved)).rejects.toThrow('Finish or abort it')
    expect(await look(repository)).toEqual(before)
  })
})

describe('of files that are written, replaced and removed together', () => {
  it('nothing is left when any step fails', { timeout: 120_000 }, async () => {
    const repository = await makeRepository()
    const before = await look(repository)
    for (let step = 1; ; step += 1) {
      Object.assign(disk, { changes: 0, failsAt: step })
      const error: unknown = await publish(repository, all).then(() => undefined, reason)
      disk.failsAt = Infinity
      // What fails behind the commit is only what clears up.
      if (!error) return expect(step).toBeGreaterThan(15)
      expect(error).toMatchObject({ code: 'unavailable' })
      expect(await look(repository), `step ${step}`).toEqual(before)
    }
  })

  it('a start after a crash finishes or undoes all', { timeout: 120_000 }, async () => {
    let [repository, undone, finished, isOver] = [await makeRepository(), 0, 0, false]
    for (let step = 1; !isOver; step += 1) {
      const before = await look(repository)
      Object.assign(disk, { changes: 0, failsAt: step, isDead: true })
      const error: unknown = await publish(repository, all).then(() => undefined, reason)
      isOver = disk.changes < step
      Object.assign(disk, { failsAt: Infinity, isDead: false })
      expect(await recoverContent(repository), `step ${step}`).toMatchObject({ warnings: [] })
      const after = await look(repository)
      expect(after, `step ${step}`).toMatchObject({ status: '', hasJournal: false, temps: [] })
      if (after.tree === before.tree) {
        undone += 1
        expect(error).toBeDefined()
        expect(after.texts, `step ${step}`).toEqual(before.texts)
      } else {
        finished += 1
        expect(after.files).toEqual(['old/index.mdx', 'old/loss.png', 'other.mdx'].map((name) => `postmortems/${name}`))
        repository = await makeRepository()
      }
    }
    expect(undone).toBeGreaterThan(10)
    expect(finished).toBeGreaterThan(1)
  })
})

describe('after a crash between the files', () => {
  /** Dies after that many files were put in place; each takes a fixed number of steps. */
  async function half() {
    const repository = await makeTempRepository()
    for (let step = 1; ; step += 1) {
      Object.assign(disk, { changes: 0, failsAt: step, isDead: true })
      await publish(repository, moved).catch(() => undefined)
      Object.assign(disk, { failsAt: Infinity, isDead: false })
      if (existsSync(path.join(repository.contentDir, 'postmortems/old/index.mdx'))) return repository
      await recoverContent(repository)
    }
  }

  it('what a person has changed since stays, and the rest is undone', async () => {
    const repository = await half()
    await writeFile(path.join(repository.contentDir, 'postmortems/old/index.mdx'), 'by hand\n')
    expect((await recoverContent(repository)).warnings).toEqual([expect.stringContaining('old/index.mdx')])
    expect(await statusOf(repository)).toEqual(['?? content/postmortems/old/index.mdx'])
  })

  it('the next publish undoes it too', async () => {
    const repository = await half()
    await publish(repository, [{ relativePath: 'postmortems/new.mdx', bytes: 'new\n' }])
    expect(await readdir(path.join(repository.contentDir, 'postmortems'))).toEqual(['new.mdx', 'old.mdx'])
    expect(await statusOf(repository)).toEqual([])
  })
})

it('kill -9 while pages with images are moved leaves none in halves', { timeout: 120_000 }, async () => {
  const repository = await makeTempRepository()
  const acknowledged: string[] = []
  for (let round = 0; round < 6; round += 1) {
    acknowledged.push(...(await publishUntilKilled(repository, round)))
    expect((await recoverContent(repository)).warnings).toEqual([])
    expect(await tempsIn(repository.contentDir)).toEqual([])
    expect(await statusOf(repository)).toEqual([])
  }
  const files = (await git(repository.top, ['ls-tree', '-r', '--name-only', 'HEAD'])).trim().split('\n')
  const held = (name: string) => ['.mdx', '/index.mdx', '/a.png', '/b.png'].map((end) => files.includes(name + end))
  const names = [...new Set(files.map((file) => file.replace(/(\/[^/]*)?\.(mdx|png)$|\/[ab]\.png$/, '')))]
  for (const name of names.filter((file) => file.includes('page-'))) {
    const [isFile, ...isFolder] = held(name)
    expect(isFolder, name).toEqual([!isFile, !isFile, !isFile])
  }
  expect(acknowledged.length).toBeGreaterThan(0)
  for (const name of acknowledged) expect(held(`content/postmortems/${name}`)).toEqual([false, true, true, true])
  expect(await git(repository.top, ['fsck', '--no-dangling'])).toBe('')
})

/** Starts a program that publishes pages and moves them into folders without end, kills it, and returns what it said. */
async function publishUntilKilled({ contentDir, dataDir }: TempRepository, round: number): Promise<string[]> {
  const script = `
    import { randomBytes } from 'node:crypto'
    import { publishFiles } from './lib/postmortems/write-files.ts'
    const common = ${JSON.stringify({ contentDir, dataDir, author: ada, message: 'Change' })}
    for (let number = 0; ; number += 1) {
      const name = 'page-${round}-' + number
      const relativePath = 'postmortems/' + name + '.mdx'
      await publishFiles({ ...common, changes: [{ relativePath, bytes: name }] })
      const images = ['a', 'b'].map((image) => ({
        relativePath: 'postmortems/' + name + '/' + image + '.png',
        bytes: randomBytes(100_000),
      }))
      const text = { relativePath: 'postmortems/' + name + '/index.mdx', bytes: name + ' with images' }
      await publishFiles({ ...common, changes: [...images, text, { relativePath }] })
      console.log(name)
    }
  `
  const args = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '--eval', script]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let printed = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (printed += text))
  await onceEvent(child.stdout, 'data')
  await pause(20 + Math.random() * 300)
  child.kill('SIGKILL')
  await onceEvent(child, 'exit')
  await pause(20)
  const whole = printed.slice(0, printed.lastIndexOf('\n') + 1)
  return whole.split('\n').filter(Boolean)
}
