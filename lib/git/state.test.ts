import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { git, stateOf } from '.'
import { makeTempFolder, makeTempRepository, type TempRepository } from '../postmortems/temp-repository'

const page = 'content/postmortems/old.mdx'
let repository: TempRepository

beforeEach(async () => {
  repository = await makeTempRepository()
})

const run = (...args: string[]) =>
  git(repository.top, ['-c', 'user.name=Team', '-c', 'user.email=team@example.org', ...args], {
    env: { GIT_EDITOR: 'true' },
  })
const put = (text: string, file = page) => writeFile(path.join(repository.top, file), text)
const state = () => stateOf(repository.contentDir)

/** Two branches that change the same page; `main` is checked out. */
async function diverge(): Promise<void> {
  await run('checkout', '--quiet', '-b', 'theirs')
  await put('theirs\n')
  await run('commit', '--quiet', '--all', '-m', 'Theirs')
  await run('checkout', '--quiet', 'main')
  await put('ours\n')
  await run('commit', '--quiet', '--all', '-m', 'Ours: “ä”')
}

describe('stateOf', () => {
  it('names the commit and the branch of a clean folder', async () => {
    const commit = (await run('rev-parse', 'HEAD')).trim()
    expect(await state()).toEqual({
      head: { commit, subject: 'Begin', at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as string },
      branch: 'main',
      operation: undefined,
      changed: 0,
    })
  })

  it('counts what is changed, new, staged or gone in the folder, and not beside it', async () => {
    await put('changed\n')
    await put('new\n', 'content/postmortems/ünew.mdx')
    await put('staged\n', 'content/staged.txt')
    await run('add', '--', 'content/staged.txt')
    await put('not ours\n', 'beside.txt')
    expect(await state()).toMatchObject({ changed: 3 })
    await rm(path.join(repository.top, page))
    expect(await state()).toMatchObject({ changed: 3 })
  })

  it.each([
    ['merge', () => run('merge', 'theirs')],
    ['cherry-pick', () => run('cherry-pick', 'theirs')],
    ['rebase', () => run('rebase', 'theirs')],
    ['rebase', () => run('rebase', '--apply', 'theirs')],
  ])('knows a %s that is not finished', async (operation, begin) => {
    await diverge()
    await expect(begin()).rejects.toThrow()
    expect(await state()).toMatchObject({ operation, changed: 1, branch: operation === 'rebase' ? undefined : 'main' })
    await run(operation, '--abort')
    expect(await state()).toMatchObject({
      operation: undefined,
      changed: 0,
      branch: 'main',
      head: { subject: 'Ours: “ä”' },
    })
  })

  it('knows a HEAD that is on no branch', async () => {
    await run('checkout', '--quiet', '--detach')
    expect(await state()).toMatchObject({ branch: undefined, operation: undefined, head: { subject: 'Begin' } })
  })

  it('knows a work tree beside the repository', async () => {
    const beside = path.join(path.dirname(repository.top), 'beside')
    await run('worktree', 'add', '--quiet', beside, '-b', 'other')
    await diverge()
    await expect(
      git(beside, ['-c', 'user.name=A', '-c', 'user.email=a@a', 'merge', 'main', 'theirs']),
    ).rejects.toThrow()
    expect(await stateOf(path.join(beside, 'content'))).toMatchObject({ branch: 'other' })
    expect(await state()).toMatchObject({ branch: 'main', operation: undefined })
  })

  it('has no commit to name before the first', async () => {
    const folder = await makeTempFolder()
    await git(folder, ['-c', 'init.defaultBranch=main', 'init', '--quiet'])
    await writeFile(path.join(folder, 'new'), '')
    expect(await stateOf(folder)).toEqual({ head: undefined, branch: 'main', operation: undefined, changed: 1 })
  })

  it('is undefined in no repository, and says what to do about a damaged one', async () => {
    expect(await stateOf(await makeTempFolder())).toBeUndefined()
    await writeFile(path.join(repository.top, '.git/config'), '[core')
    await expect(state()).rejects.toMatchObject({ code: 'unavailable' })
  })
})
