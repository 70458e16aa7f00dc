import { execFile, spawn } from 'node:child_process'
import { once as onceEvent } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { acquireServerLock, withWriteLock } from './lock'
import { ownIdentity } from './process-identity'
import { makeTempFolder, tempsIn } from './temp-repository'

const node = ['--import', 'tsx', '--input-type=module', '--eval']
const hold = (dataDir: string) => `
  import { acquireServerLock } from './lib/postmortems/lock.ts'
  acquireServerLock(${JSON.stringify(dataDir)})
  console.log('held')
  setInterval(() => undefined, 1000)
`

async function startHolder(dataDir: string) {
  const child = spawn(process.execPath, [...node, hold(dataDir)], { stdio: ['ignore', 'pipe', 'inherit'] })
  await onceEvent(child.stdout, 'data')
  return child
}

/** Tries all folders at moments that all racers share, keeps what it wins, and prints 1 or 0 for each. */
async function startRacer(dataDirs: string[]) {
  const script = `
    import { createInterface } from 'node:readline'
    import { acquireServerLock } from './lib/postmortems/lock.ts'
    process.setMaxListeners(0)
    const isWon = (dataDir) => { try { acquireServerLock(dataDir); return 1 } catch (error) { if (error.code !== 'unavailable') throw error; return 0 } }
    createInterface(process.stdin).once('line', (start) => {
      console.log(JSON.stringify(${JSON.stringify(dataDirs)}.map((dataDir, round) => {
        while (Date.now() < Number(start) + round * 5);
        return isWon(dataDir)
      })))
    })
    console.log('ready')
  `
  const child = spawn(process.execPath, [...node, script], { stdio: ['pipe', 'pipe', 'inherit'] })
  await onceEvent(child.stdout, 'data')
  return child
}

async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await onceEvent(child, 'exit')
  return child.pid ?? 0
}

describe('acquireServerLock', () => {
  it('refuses a second server, names the first, and lets it in when the first is killed', async () => {
    const dataDir = await makeTempFolder()
    const child = await startHolder(dataDir)
    const second = () => acquireServerLock(dataDir)
    expect(second).toThrow(expect.objectContaining({ code: 'unavailable' }) as Error)
    expect(second).toThrow(
      `Another Twelvefold server (process ${child.pid}) already uses the data folder ${dataDir}. Stop that one first`,
    )
    child.kill('SIGKILL')
    await onceEvent(child, 'exit')
    acquireServerLock(dataDir)()
    expect(await readdir(dataDir)).toEqual([])
  })

  it('may be taken again by the same process, and keeps the folder until the first lets go', async () => {
    const dataDir = await makeTempFolder()
    const release = acquireServerLock(dataDir)
    acquireServerLock(dataDir)()
    expect(await readdir(dataDir)).toEqual(['server.lock'])
    release()
    expect(await readdir(dataDir)).toEqual([])
  })

  it('is released when the process ends', async () => {
    const dataDir = await makeTempFolder()
    const script = hold(dataDir).replace('setInterval(() => undefined, 1000)', 'process.exit(0)')
    await promisify(execFile)(process.execPath, [...node, script])
    expect(await readdir(dataDir)).toEqual([])
  })

  it('takes over from a number that belongs to another process now', async () => {
    const dataDir = await makeTempFolder()
    const holder = { ...ownIdentity(), pid: process.ppid, startTime: 'another boot/1' }
    await writeFile(path.join(dataDir, 'server.lock'), JSON.stringify(holder))
    const attempt = () => acquireServerLock(dataDir)()
    if (process.platform === 'linux') expect(attempt).not.toThrow()
    else expect(attempt).toThrow(`process ${process.ppid}`)
  })

  it('takes over from bytes that a power cut left', async () => {
    const dataDir = await makeTempFolder()
    const file = path.join(dataDir, 'server.lock')
    await writeFile(file, '')
    await utimes(file, new Date(0), new Date(0))
    expect(() => acquireServerLock(dataDir)()).not.toThrow()
  })

  it('believes a holder on another machine while it shows that it lives', async () => {
    const dataDir = await makeTempFolder()
    const file = path.join(dataDir, 'server.lock')
    await writeFile(file, JSON.stringify({ pid: 1, startTime: '', host: `not-${hostname()}` }))
    expect(() => acquireServerLock(dataDir)).toThrow(`process 1 on not-${hostname()}`)
    await utimes(file, new Date(), new Date(Date.now() - 31_000))
    expect(() => acquireServerLock(dataDir)()).not.toThrow()
  })

  it('goes to exactly one of those that start at the same time over a dead server’s lock', async () => {
    const folder = await makeTempFolder()
    const rounds = Array.from({ length: 150 }, (_, round) => path.join(folder, String(round)))
    const dead = { pid: await deadPid(), startTime: '', host: hostname() }
    for (const dataDir of rounds) {
      await mkdir(dataDir)
      await writeFile(path.join(dataDir, 'server.lock'), JSON.stringify({ ...dead, nonce: dataDir }))
    }
    const starters = await Promise.all([1, 2, 3, 4].map(() => startRacer(rounds)))
    const start = Date.now() + 100
    for (const child of starters) child.stdin.write(`${start}\n`)
    const answers = await Promise.all(starters.map((child) => onceEvent(child.stdout, 'data')))
    const wins = answers.map(([data]) => JSON.parse(String(data)) as number[])
    for (const child of starters) child.stdin.end()
    expect(rounds.map((_, round) => wins.reduce((sum, won) => sum + Number(won[round]), 0))).toEqual(
      rounds.map(() => 1),
    )
    expect(await tempsIn(folder)).toEqual([])
  })
})

describe('withWriteLock', () => {
  it('lets one program in at a time', async () => {
    const dataDir = await makeTempFolder()
    const file = path.join(dataDir, 'counter')
    await writeFile(file, '0')
    const script = `
      import { readFileSync, writeFileSync } from 'node:fs'
      import { setTimeout as pause } from 'node:timers/promises'
      import { withWriteLock } from './lib/postmortems/lock.ts'
      for (let turn = 0; turn < 10; turn += 1) await withWriteLock(${JSON.stringify(dataDir)}, async () => {
        const count = Number(readFileSync(${JSON.stringify(file)}, 'utf8'))
        await pause(5)
        writeFileSync(${JSON.stringify(file)}, String(count + 1))
      })
    `
    await Promise.all([1, 2, 3].map(() => promisify(execFile)(process.execPath, [...node, script])))
    expect(readFileSync(file, 'utf8')).toBe('30')
  })

  it('is no lock for the server, gives the task’s answer, and is free after a failure', async () => {
    const dataDir = await makeTempFolder()
    const release = acquireServerLock(dataDir)
    const failing = withWriteLock(dataDir, async () => {
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await withWriteLock(dataDir, async () => 'yes')).toBe('yes')
    release()
  })

  it('gives up after ten seconds and says who writes', async () => {
    const dataDir = await makeTempFolder()
    const holding = withWriteLock(dataDir, async () => {
      const waiting = withWriteLock(dataDir, async () => 'never')
      await expect(waiting).rejects.toMatchObject({ code: 'unavailable' })
      await expect(waiting).rejects.toThrow(`Another program (process ${process.pid}) has been writing`)
    })
    await pause(50)
    expect(JSON.parse(await readFile(path.join(dataDir, 'write.lock'), 'utf8'))).toMatchObject({
      pid: process.pid,
    })
    await holding
  })

  it('says that a data folder cannot be written', async () => {
    const file = path.join(await makeTempFolder(), 'file')
    await writeFile(file, '')
    await expect(withWriteLock(path.join(file, 'data'), async () => 1)).rejects.toThrow(
      'The data folder could not be written',
    )
  })
})
