import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect, test, vi } from 'vitest'
import { git } from '.'
import { makeTempFolder } from '../postmortems/temp-repository'

const node = ['--conditions=react-server', '--import', 'tsx', '--input-type=module', '-e']

/** The processes that a process has started, as the system lists them. */
function childrenOf(pid: number): number[] {
  return readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
}

function starterPid(): number {
  const own = childrenOf(process.pid).filter((pid) =>
    readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('starter.mjs'),
  )
  expect(own).toHaveLength(1)
  return own[0] ?? 0
}

const hash = (dir: string, input: string) => git(dir, ['hash-object', '--stdin'], { input })

// Where processes are listed as files.
const onLinux = test.skipIf(process.platform !== 'linux')

onLinux('many calls at once get each its own answer, from one small process', async () => {
  const dir = await makeTempFolder()
  const one = await hash(dir, '1')
  const all = await Promise.all(Array.from({ length: 40 }, (_, index) => hash(dir, String(index % 4))))
  expect(new Set(all).size).toBe(4)
  expect(all[1]).toBe(one)
  expect(starterPid()).toBeGreaterThan(0)
})

test('output of megabytes arrives whole, and input goes in whole', async () => {
  const dir = await makeTempFolder()
  const text = 'ä line of text\n'.repeat(100_000)
  await git(dir, ['init', '--quiet'])
  const object = (await git(dir, ['hash-object', '-w', '--stdin'], { input: text })).trim()
  expect((await git(dir, ['cat-file', 'blob', object])) === text).toBe(true)
})

onLinux('a call fails in words when the process dies under it, and the next one has a new process', async () => {
  const dir = await makeTempFolder()
  await hash(dir, '')
  const before = starterPid()
  const failing = hash(dir, 'x'.repeat(1_000_000))
  process.kill(before, 'SIGKILL')
  await expect(failing).rejects.toMatchObject({ code: 'unavailable' })
  expect(await hash(dir, '1')).toMatch(/^[0-9a-f]{40}\n$/)
  expect(starterPid()).not.toBe(before)
})

onLinux('it keeps no program running, and ends with it', async () => {
  const dir = await makeTempFolder()
  const script = `
    const { git } = await import('./lib/git/index.ts')
    const { readFileSync } = await import('node:fs')
    await git(${JSON.stringify(dir)}, ['hash-object', '--stdin'])
    console.log(readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8'))`
  const { stdout } = await promisify(execFile)(process.execPath, [...node, script], { timeout: 60_000 })
  const started = stdout.split(/\s+/).filter(Boolean).map(Number)
  expect(started).not.toEqual([])
  const isThere = (pid: number) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('starter.mjs')
    } catch {
      return false
    }
  }
  await vi.waitFor(() => expect(started.filter(isThere)).toEqual([]), 5000)
})
