import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '@/lib/errors'
import { git } from '@/lib/git'
import {
  ada,
  commitAll,
  makeTempFolder,
  makeTempRepository,
  publicationOf,
  statusOf,
  tempsIn,
  publishFile,
  type Publication,
} from './temp-repository'

// A disk that fails at a chosen step; without a choice, the real one.
const disk = vi.hoisted((): { failing: string | undefined; code: string } => ({
  failing: undefined,
  code: 'ENOSPC',
}))
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>()
  const fail = (step: string) => {
    if (disk.failing === step)
      throw Object.assign(new Error(`${disk.code}: ${step}`), { code: disk.code, syscall: step })
  }
  const link: typeof real.link = async (...args) => (fail('link'), await real.link(...args))
  const rename: typeof real.rename = async (...args) => {
    if (args[1].toString().endsWith('.mdx')) fail('rename')
    await real.rename(...args)
  }
  const open: typeof real.open = async (...args) => {
    const file = await real.open(...args)
    if (disk.failing === 'write') file.writeFile = async () => fail('write')
    if (disk.failing === 'fsync') file.sync = async () => fail('fsync')
    return file
  }
  return { ...real, link, rename, open }
})

afterEach(() => {
  disk.failing = undefined
  disk.code = 'ENOSPC'
  vi.unstubAllEnvs()
})

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex')

const nothing = () => undefined

/** Breaks something, publishes, expects a refusal and that nothing is different afterwards. */
async function expectNothingDone(
  publication: Publication,
  top: string,
  breakIt: () => void = nothing,
): Promise<AppError> {
  const look = async () => ({
    head: await git(top, ['rev-parse', '--verify', '--quiet', 'HEAD']).catch(() => 'none'),
    index: await git(top, ['ls-files', '--stage']),
    status: await git(top, ['status', '--porcelain', '--untracked-files=all']),
    journal: existsSync(path.join(publication.dataDir, 'publish.json')),
    temps: [...(await tempsIn(publication.contentDir)), ...(await tempsIn(publication.dataDir))],
  })
  const before = await look()
  breakIt()
  const error = await publishFile(publication).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  disk.failing = undefined
  vi.unstubAllEnvs()
  expect(await look()).toEqual(before)
  expect(before).toMatchObject({ journal: false, temps: [] })
  if (!(error instanceof AppError)) throw new Error(`not an AppError: ${String(error)}`)
  return error
}

describe('publishFile', () => {
  it('writes and commits a new file as its author', async () => {
    const repository = await makeTempRepository()
    const { commit } = await publishFile(publicationOf(repository, { expected: 'absent' }))
    expect((await git(repository.top, ['rev-parse', 'HEAD'])).trim()).toBe(commit)
    const shown = await git(repository.top, ['show', '--format=%an <%ae>|%cn <%ce>|%B', '--name-status', commit])
    expect(shown).toBe(
      'Ada Lovelace <ada@example.org>|Ada Lovelace <ada@example.org>|Add a postmortem\n\n\nA\tcontent/postmortems/new.mdx\n',
    )
    expect(await readFile(path.join(repository.contentDir, 'postmortems/new.mdx'), 'utf8')).toBe('new text\n')
    expect(await statusOf(repository)).toEqual([])
    expect(await readdir(repository.dataDir)).toEqual([])
  })

  it('makes the first commit of a repository, and folders on the way', async () => {
    const contentDir = await makeTempFolder()
    await git(contentDir, ['init', '--quiet'])
    await writeFile(path.join(contentDir, 'staged.txt'), 'by hand')
    await git(contentDir, ['add', '--', 'staged.txt'])
    const relativePath = 'postmortems/score/index.mdx'
    await publishFile(publicationOf({ top: contentDir, contentDir, dataDir: await makeTempFolder() }, { relativePath }))
    expect(await git(contentDir, ['ls-tree', '-r', '--name-only', 'HEAD'])).toBe(`${relativePath}\n`)
    expect(await git(contentDir, ['status', '--porcelain'])).toBe('A  staged.txt\n')
  })

  it('replaces the version that was expected and keeps the file’s mode', async () => {
    const repository = await makeTempRepository()
    await chmod(path.join(repository.contentDir, 'postmortems/old.mdx'), 0o600)
    const change = {
      relativePath: 'postmortems/old.mdx',
      text: 'better\n',
      expected: { sha256: sha256Of('old text\n') },
    }
    const { commit } = await publishFile(publicationOf(repository, change))
    expect(await git(repository.top, ['show', `${commit}:content/postmortems/old.mdx`])).toBe('better\n')
    expect(await statusOf(repository)).toEqual([])
  })

  it('makes no second commit for the same text', async () => {
    const repository = await makeTempRepository()
    const first = await publishFile(publicationOf(repository))
    expect(await publishFile(publicationOf(repository))).toEqual(first)
  })

  it('publishes what .gitignore names', async () => {
    const repository = await makeTempRepository()
    await writeFile(path.join(repository.top, '.gitignore'), '*.mdx\n')
    const { commit } = await publishFile(publicationOf(repository))
    expect(await git(repository.top, ['show', `${commit}:content/postmortems/new.mdx`])).toBe('new text\n')
  })

  it('lands twenty publishes at once', async () => {
    const repository = await makeTempRepository()
    const paths = Array.from({ length: 20 }, (_, number) => `postmortems/page-${number}.mdx`)
    const answers = await Promise.all(
      paths.map((relativePath) =>
        publishFile(publicationOf(repository, { relativePath, text: relativePath, expected: 'absent' })),
      ),
    )
    expect(new Set(answers.map(({ commit }) => commit)).size).toBe(20)
    expect(await git(repository.top, ['rev-list', '--count', 'HEAD'])).toBe('21\n')
    for (const relativePath of paths) {
      expect(await git(repository.top, ['show', `HEAD:content/${relativePath}`])).toBe(relativePath)
    }
    expect(await statusOf(repository)).toEqual([])
  })

  it('loses no commit of somebody who commits in the folder at the same time', async () => {
    const repository = await makeTempRepository()
    const theirs = async () => {
      for (let n = 0; n < 12; n++) {
        const identity = ['-c', 'user.name=Ben', '-c', 'user.email=ben@example.org']
        const commit = [...identity, 'commit', '--quiet', '--allow-empty', '--message', `Theirs ${n}`]
        // Git refuses whoever comes while another commits, and a person tries again.
        await vi.waitFor(() => git(repository.top, commit), { timeout: 5000, interval: 10 })
      }
    }
    const ours = Array.from({ length: 12 }, (_, n) =>
      publishFile(publicationOf(repository, { relativePath: `postmortems/n${n}.mdx`, message: `Ours ${n}` })),
    )
    await Promise.all([theirs(), ...ours])
    expect(await git(repository.top, ['rev-list', '--count', '--grep=Theirs', 'HEAD'])).toBe('12\n')
    // Theirs may take up what is staged of ours.
    const files = await git(repository.top, ['ls-tree', '-r', '--name-only', 'HEAD'])
    expect(files.match(/postmortems\/n\d+\.mdx/g)).toHaveLength(12)
    expect(await statusOf(repository)).toEqual([])
  })

  it('gives a path to exactly one of those who race for it, in one process and in two', async () => {
    const repository = await makeTempRepository()
    const race = (name: string, text: string) =>
      publicationOf(repository, { relativePath: `postmortems/${name}.mdx`, text, expected: 'absent' })
    const here = await Promise.allSettled([publishFile(race('one', 'a')), publishFile(race('one', 'b'))])
    expect(here.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect(here[1]).toMatchObject({ reason: { code: 'conflict' } })
    const script = (text: string) => `
      import { publishFile } from './lib/postmortems/temp-repository.ts'
      const names = ${JSON.stringify(['two', 'three', 'four'])}
      const answers = []
      for (const name of names) {
        const publication = { ...${JSON.stringify(race('', text))}, relativePath: 'postmortems/' + name + '.mdx' }
        answers.push(await publishFile(publication).then(() => 'won', (error) => error.code))
      }
      console.log(JSON.stringify(answers))
    `
    const node = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '--eval']
    const run = (text: string) => promisify(execFile)(process.execPath, [...node, script(text)])
    const [first, second] = (await Promise.all([run('a'), run('b')])).map(
      ({ stdout }) => JSON.parse(stdout) as string[],
    )
    for (const round of [0, 1, 2]) expect([first?.[round], second?.[round]].sort()).toEqual(['conflict', 'won'])
    expect(await git(repository.top, ['rev-list', '--count', 'HEAD'])).toBe('5\n')
  })
})

describe('what the team has in its folder', () => {
  it('leaves staged, changed and untracked files as they are', async () => {
    const repository = await makeTempRepository()
    const { top } = repository
    const files = {
      'content/postmortems/old.mdx': 'staged\n',
      'staged.txt': 'staged\n',
      'loose.txt': 'loose\n',
    }
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(top, name), text)
    await git(top, ['add', '--', 'staged.txt', 'content/postmortems/old.mdx'])
    await writeFile(path.join(top, 'content/postmortems/old.mdx'), 'changed again\n')
    const before = await git(top, ['ls-files', '--stage', '--', 'staged.txt', 'content/postmortems/old.mdx'])
    const { commit } = await publishFile(publicationOf(repository))
    expect(await git(top, ['show', '--format=', '--name-only', commit])).toBe('content/postmortems/new.mdx\n')
    expect(await git(top, ['ls-files', '--stage', '--', 'staged.txt', 'content/postmortems/old.mdx'])).toBe(before)
    expect(await statusOf(repository)).toEqual(['MM content/postmortems/old.mdx', 'A  staged.txt', '?? loose.txt'])
  })

  it('runs no hook, no fsmonitor and no signing of the repository', async () => {
    const repository = await makeTempRepository()
    const { top } = repository
    const evidence = path.join(top, '../ran')
    const program = path.join(top, '../program')
    await writeFile(program, `#!/bin/sh\necho "$0" >> '${evidence}'\nexit 1\n`, { mode: 0o755 })
    await mkdir(path.join(top, '.git/hooks'), { recursive: true })
    const hooks = [
      'pre-commit',
      'prepare-commit-msg',
      'commit-msg',
      'post-commit',
      'post-index-change',
      'reference-transaction',
    ]
    for (const hook of hooks) await symlink(program, path.join(top, '.git/hooks', hook))
    for (const key of ['core.fsmonitor', 'gpg.program', 'core.editor']) await git(top, ['config', key, program])
    await git(top, ['config', 'commit.gpgsign', 'true'])
    await git(top, ['config', 'core.hooksPath', path.join(top, '.git/hooks')])
    await promisify(execFile)('git', ['status'], { cwd: top })
    expect(existsSync(evidence)).toBe(true)
    await rm(evidence)
    await publishFile(publicationOf(repository))
    expect(existsSync(evidence)).toBe(false)
  })

  it('writes the author of the page, not the one of the environment or the repository', async () => {
    const repository = await makeTempRepository()
    vi.stubEnv('GIT_AUTHOR_NAME', 'Eve')
    vi.stubEnv('GIT_COMMITTER_DATE', '2001-01-01T00:00:00Z')
    await git(repository.top, ['config', 'user.name', 'Eve'])
    await publishFile(publicationOf(repository))
    const shown = await git(repository.top, ['log', '-1', '--format=%an|%cn|%cI'])
    expect(shown).toMatch(/^Ada Lovelace\|Ada Lovelace\|20[2-9]\d/)
  })
})

describe('hostile words', () => {
  it.each([
    { name: '-x', email: '--author=eve', shown: '-x <--author=eve>' },
    {
      name: 'Ada> <eve@evil>\nauthor Eve',
      email: 'a@b>\r\ncommitter x',
      shown: 'Ada eve@evil author Eve <a@bcommitterx>',
    },
    { name: '<>\n\0', email: '<>', shown: 'A reader <reader@localhost>' },
    { name: '...', email: '', shown: 'A reader <reader@localhost>' },
    { name: '$(touch x) `touch y`; "\'', email: 'a@b', shown: '$(touch x) `touch y`; "\' <a@b>' },
  ])('keeps the author $name on one line', async ({ name, email, shown }) => {
    const repository = await makeTempRepository()
    await publishFile(publicationOf(repository, { author: { name, email } }))
    const lines = (await git(repository.top, ['cat-file', 'commit', 'HEAD'])).split('\n\n', 1)[0]?.split('\n') ?? []
    expect(lines.map((line) => line.split(' ', 1)[0])).toEqual(['tree', 'parent', 'author', 'committer'])
    expect(await git(repository.top, ['log', '-1', '--format=%an <%ae>'])).toBe(`${shown}\n`)
  })

  it.each([
    ['-x', '-x'],
    ['--amend\n\n--reset-author', '--amend\n\n--reset-author'],
    ['# a heading\r\nand more\0\u001b[2J', '# a heading\nand more[2J'],
    ['Signed <off> "by" $(me)', 'Signed <off> "by" $(me)'],
    [' \n\0', 'Publish postmortems/new.mdx'],
  ])('takes the message %j as a message', async (message, shown) => {
    const repository = await makeTempRepository()
    await git(repository.top, ['config', 'commit.cleanup', 'strip'])
    await publishFile(publicationOf(repository, { message }))
    expect(await git(repository.top, ['log', '-1', '--format=%B'])).toBe(`${shown}\n\n`)
    expect(await git(repository.top, ['rev-list', '--count', 'HEAD'])).toBe('2\n')
  })

  it.each(['-x.mdx', 'postmortems/--all', 'postmortems/*.mdx', ':(top)new.mdx', 'postmortems/:(top)', '../new.mdx'])(
    'writes no file %j',
    async (relativePath) => {
      const repository = await makeTempRepository()
      const error = await expectNothingDone(publicationOf(repository, { relativePath }), repository.top)
      expect(error.code).toBe('invalid')
    },
  )

  it('does not follow a symbolic link', async () => {
    const repository = await makeTempRepository()
    const outside = await makeTempFolder()
    await symlink(outside, path.join(repository.contentDir, 'postmortems/away'))
    const publication = publicationOf(repository, { relativePath: 'postmortems/away/index.mdx' })
    expect((await expectNothingDone(publication, repository.top)).code).toBe('invalid')
    expect(await readdir(outside)).toEqual([])
  })
})

describe('a publish that fails leaves everything as it was', () => {
  it.each([
    {
      change: { relativePath: 'postmortems/old.mdx', expected: 'absent' as const },
      words: 'There is a page of this name already',
    },
    {
      change: { relativePath: 'postmortems/old.mdx', expected: { sha256: sha256Of('other') } },
      words: 'has been changed by someone else',
    },
    { change: { expected: { sha256: sha256Of('other') } }, words: 'has been removed' },
  ])('conflict: $words', async ({ change, words }) => {
    const repository = await makeTempRepository()
    const error = await expectNothingDone(publicationOf(repository, change), repository.top)
    expect(error).toMatchObject({ code: 'conflict', message: expect.stringContaining(words) as string })
  })

  const steps = ['write', 'fsync', 'link', 'rename'].flatMap((step) =>
    ['ENOSPC', 'EROFS', 'EIO'].map((code) => ({ step, code })),
  )
  it.each(steps)('$code at $step', async ({ step, code }) => {
    const repository = await makeTempRepository()
    const relativePath = step === 'rename' ? 'postmortems/old.mdx' : 'postmortems/new.mdx'
    const breakIt = () => void Object.assign(disk, { failing: step, code })
    const error = await expectNothingDone(publicationOf(repository, { relativePath }), repository.top, breakIt)
    expect(error.code).toBe('unavailable')
    expect(error.message).toMatch(
      /^The page was not published; your text is safe in the form\. .*(full|read-only|an error)/,
    )
  })

  it.runIf(process.geteuid)('a folder that may not be written', async () => {
    const repository = await makeTempRepository()
    const folder = path.join(repository.contentDir, 'postmortems')
    // Root may write anywhere: for a moment root becomes nobody, who may write to all but the folder.
    const isRoot = process.geteuid?.() === 0
    if (isRoot) {
      await chmod(path.dirname(repository.top), 0o755)
      await promisify(execFile)('chmod', ['-R', 'a+rwX', repository.top, repository.dataDir])
    }
    await chmod(folder, 0o555)
    if (isRoot) process.seteuid?.(65_534)
    const error = await expectNothingDone(publicationOf(repository), repository.top).finally(
      () => isRoot && process.seteuid?.(0),
    )
    await chmod(folder, 0o755)
    expect(error).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('may not write there') as string,
    })
  })

  it('git is missing', async () => {
    const repository = await makeTempRepository()
    const error = await expectNothingDone(publicationOf(repository), repository.top, () => vi.stubEnv('PATH', ''))
    expect(error).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Install git') as string,
    })
  })

  it.each(['new', 'old'])('a lock of git is in the way of the %s page', async (name) => {
    const repository = await makeTempRepository()
    await writeFile(path.join(repository.top, '.git/index.lock'), '')
    const publication = publicationOf(repository, { relativePath: `postmortems/${name}.mdx` })
    const error = await expectNothingDone(publication, repository.top)
    expect(error.code).toBe('unavailable')
    expect(error.message).toContain('your text is safe in the form')
    expect(error.message).toContain('delete `.git/index.lock` on the server')
  })

  it.each(['new', 'old'])('the commit of the %s page is refused after it was staged', async (name) => {
    const repository = await makeTempRepository()
    const { top } = repository
    const head = await git(top, ['rev-parse', 'HEAD'])
    await writeFile(path.join(top, 'content/postmortems/old.mdx'), 'staged by hand\n')
    await git(top, ['add', '--', 'content/postmortems/old.mdx'])
    await writeFile(path.join(top, 'content/postmortems/old.mdx'), 'and changed again\n')
    await writeFile(path.join(top, '.git/MERGE_HEAD'), head)
    const publication = publicationOf(repository, { relativePath: `postmortems/${name}.mdx` })
    const error = await expectNothingDone(publication, top)
    expect(error).toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('Finish or abort it') as string,
    })
    expect(await readFile(path.join(top, 'content/postmortems/old.mdx'), 'utf8')).toBe('and changed again\n')
  })

  it('the folder is in no repository, and the next publish works again', async () => {
    const contentDir = await makeTempFolder()
    const publication = publicationOf({ top: contentDir, contentDir, dataDir: await makeTempFolder() }, { author: ada })
    await expect(publishFile(publication)).rejects.toThrow('in no git repository')
    expect(await readdir(path.join(contentDir, 'postmortems'))).toEqual([])
    await git(contentDir, ['init', '--quiet'])
    await publishFile(publication)
    await commitAll(contentDir, 'nothing staged').catch(() => undefined)
    expect(await git(contentDir, ['rev-list', '--count', 'HEAD'])).toBe('1\n')
  })
})
