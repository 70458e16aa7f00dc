import { existsSync } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { cleanIdentity, ensureRepository, git, repositoryOf } from '.'
import { makeTempFolder, makeTempRepository } from '../postmortems/temp-repository'

afterEach(() => vi.unstubAllEnvs())

describe('git', () => {
  it('gives input on standard input and returns standard output', async () => {
    const folder = await makeTempFolder()
    expect(await git(folder, ['hash-object', '--stdin'], { input: '' })).toBe(
      'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391\n',
    )
  })

  it('hides the GIT_* variables of the parent', async () => {
    const { top } = await makeTempRepository()
    vi.stubEnv('GIT_DIR', '/nowhere')
    vi.stubEnv('GIT_INDEX_FILE', '/nowhere')
    vi.stubEnv('GIT_CONFIG_COUNT', '1')
    vi.stubEnv('GIT_CONFIG_KEY_0', 'core.bare')
    vi.stubEnv('GIT_CONFIG_VALUE_0', 'true')
    expect(await repositoryOf(top)).toBe(top)
    expect(await git(top, ['ls-files'])).toBe('content/postmortems/old.mdx\n')
  })

  it('takes paths literally', async () => {
    const { top } = await makeTempRepository()
    expect(await git(top, ['ls-files', '--', '*'])).toBe('')
    expect(await git(top, ['ls-files', '--', ':(top)content'])).toBe('')
  })

  it('says what to do when git is missing', async () => {
    const folder = await makeTempFolder()
    vi.stubEnv('PATH', '')
    const failing = git(folder, ['status'])
    await expect(failing).rejects.toMatchObject({ code: 'unavailable' })
    await expect(failing).rejects.toThrow('Git was not found on the server. Install git')
  })

  it('tells a missing folder from a missing git', async () => {
    const folder = await makeTempFolder()
    await expect(git(path.join(folder, 'gone'), ['status'])).rejects.toThrow('The content folder is missing')
  })

  it('passes on the first line that git says', async () => {
    const { top } = await makeTempRepository()
    const failing = git(top, ['rev-parse', '--verify', 'nothing'])
    await expect(failing).rejects.toMatchObject({ code: 'unavailable', cause: expect.any(Error) as Error })
    await expect(failing).rejects.toThrow('It says: fatal: Needed a single revision')
  })
})

describe('cleanIdentity', () => {
  it.each([
    ['Ada <ada@example.org>', 'Ada ada@example.org'],
    ['Ada\r\nauthor Eve <e@e> 1 +0000', 'Ada author Eve e@e 1 +0000'],
    ['\u0000\u001b[31mAda\u202e\u0085', '[31mAda'],
    ['Zoë 王', 'Zoë 王'],
    ['<>\n', ''],
  ])('makes %j into %j', (text, cleaned) => expect(cleanIdentity(text)).toBe(cleaned))
})

describe('ensureRepository', () => {
  it('uses the repository around the folder', async () => {
    const { top, contentDir } = await makeTempRepository()
    expect(await repositoryOf(contentDir)).toBe(top)
    expect(await ensureRepository(contentDir)).toBe(top)
    expect(existsSync(path.join(contentDir, '.git'))).toBe(false)
  })

  it('makes one on branch main where there is none, once', async () => {
    const contentDir = path.join(await makeTempFolder(), 'deep/content')
    expect(await ensureRepository(contentDir)).toBe(contentDir)
    expect(await ensureRepository(contentDir)).toBe(contentDir)
    expect(await git(contentDir, ['symbolic-ref', 'HEAD'])).toBe('refs/heads/main\n')
  })

  it('makes one in a folder that the repository around it ignores', async () => {
    const { top } = await makeTempRepository()
    await writeFile(path.join(top, '.gitignore'), '/data/\n')
    const contentDir = path.join(top, 'data/content')
    expect(await ensureRepository(contentDir)).toBe(contentDir)
    expect(await repositoryOf(contentDir)).toBe(contentDir)
  })

  it('does not bury a damaged repository under a new one', async () => {
    const { top, contentDir } = await makeTempRepository()
    await writeFile(path.join(top, '.git/HEAD'), '')
    await expect(ensureRepository(contentDir)).rejects.toMatchObject({ code: 'unavailable' })
    await expect(ensureRepository(contentDir)).rejects.toThrow('is damaged')
    expect(existsSync(path.join(contentDir, '.git'))).toBe(false)
    await rm(path.join(top, '.git'), { recursive: true })
    await mkdir(path.join(top, '.git'))
    expect(await ensureRepository(contentDir)).toBe(contentDir)
  })
})
