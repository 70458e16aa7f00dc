import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { followFolder } from './follow'

const soon = { timeout: 5000, interval: 10 }
let root = ''
let folder = ''
let stop: () => Promise<void>

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'twelvefold-follow-'))
  folder = path.join(root, 'content')
})
afterEach(async () => {
  await stop()
  await rm(root, { recursive: true, force: true })
})

async function put(file: string): Promise<void> {
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
  await writeFile(path.join(folder, file), 'Text.')
}

function follow(contentDir: string, isKnown = false) {
  const refresh = vi.fn(() => Promise.resolve())
  const knows = vi.fn<(file: string) => boolean>(() => isKnown)
  stop = followFolder(contentDir, { refresh, knows })
  const told = () => new Set(knows.mock.calls.map(([file]) => file))
  return { refresh, told }
}

test('it tells of documents by their paths, through a link too, and of nothing else', async () => {
  for (const file of ['postmortems/old.mdx', '.git/index', 'drawings/one.svg']) await put(file)
  await symlink(folder, path.join(root, 'link'))
  const { told } = follow(path.join(root, 'link'), true)
  await vi.waitFor(async () => {
    await put('postmortems/old.mdx')
    expect(told()).toContain('postmortems/old.mdx')
  }, soon)
  for (const file of ['.git/index', 'drawings/one.svg', 'postmortems/.half', 'toy-problems/new/index.mdx'])
    await put(file)
  await rename(path.join(folder, 'postmortems/.half'), path.join(folder, 'postmortems/whole.mdx'))
  await vi.waitFor(() => expect(told()).toContain('postmortems/whole.mdx'), soon)
  await vi.waitFor(() => expect([...told()].some((file) => file.startsWith('toy-problems'))).toBe(true), soon)
  const others = [...told()].filter((file) => !/^(postmortems|toy-problems)(\/|$)/.test(file))
  expect([others, [...told()].filter((file) => file.includes('.half'))]).toEqual([[], []])
})

test('what is known leads to no look but the regular ones; what is not known leads to one', async () => {
  await put('postmortems/one.mdx')
  for (const isKnown of [true, false]) {
    const began = Date.now()
    const { refresh, told } = follow(folder, isKnown)
    // The look at the beginning is over.
    await vi.waitFor(() => expect(refresh).toHaveBeenCalled(), soon)
    await put('postmortems/one.mdx')
    await vi.waitFor(() => expect(told().size).toBe(1), soon)
    await pause(200)
    const looks = refresh.mock.calls.length - 1
    const regular = Math.floor((Date.now() - began) / 1000)
    if (isKnown) expect(looks).toBeLessThanOrEqual(regular)
    else expect(looks).toBeGreaterThan(0)
    await stop()
  }
})

test('a folder that comes later is followed from then on', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const { told, refresh } = follow(folder)
  await vi.waitFor(() => expect(refresh).toHaveBeenCalled(), soon)
  await put('postmortems/one.mdx')
  await vi.waitFor(async () => {
    await put('postmortems/one.mdx')
    expect(told()).toContain('postmortems/one.mdx')
  }, soon)
  expect(said).not.toHaveBeenCalled()
})
