import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { createWhole } from './create-whole'
import { isRunning, ownIdentity, type Identity } from './process-identity'

/** Either the lock is ours, to be given back with `release`, or someone alive holds it. */
export type LockAttempt = { release: () => void } | { holder: Identity }

/** A holder touches its file; one on another machine that has been silent this long counts as dead. */
export const silence = { touchEveryMs: 5000, deadAfterMs: 30_000 }

const unknown: Identity = { pid: 0, startTime: '', host: '' }

type Found = { id: string; holder: Identity; isAlive: boolean }

/**
 * Takes the lock that a file stands for, or tells who holds it; does not wait. A lock whose holder is dead
 * is taken over. Who may remove it is decided by a lock of its own, named after the dead one's bytes: of
 * two that see the same stale lock, neither can remove the fresh one of the other. Throws the file
 * system's errors.
 */
export function tryLock(file: string): LockAttempt {
  mkdirSync(path.dirname(file), { recursive: true })
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const release = create(file)
    if (release) return { release }
    const found = look(file)
    if (!found) continue
    if (found.isAlive) return { holder: found.holder }
    const takeover = tryLock(`${file}.${found.id}`)
    if ('holder' in takeover) return takeover
    if (look(file)?.id === found.id) rmSync(file, { force: true })
    takeover.release()
  }
  return { holder: unknown }
}

function create(file: string): (() => void) | undefined {
  const text = JSON.stringify({ ...ownIdentity(), nonce: randomUUID() })
  if (!createWhole(file, text)) return undefined
  const timer = setInterval(() => touch(file), silence.touchEveryMs)
  timer.unref()
  return () => {
    clearInterval(timer)
    if (look(file)?.id === idOf(text)) rmSync(file, { force: true })
  }
}

function look(file: string): Found | undefined {
  try {
    const text = readFileSync(file, 'utf8')
    const silentMs = Date.now() - statSync(file).mtimeMs
    const holder = parse(text)
    // Bytes that are no holder are what a power cut left, or a file that is just being made.
    if (!holder) return { id: idOf(text), holder: unknown, isAlive: silentMs < 2000 }
    const isHere = holder.host === ownIdentity().host
    return { id: idOf(text), holder, isAlive: isHere ? isRunning(holder) : silentMs < silence.deadAfterMs }
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

function parse(text: string): Identity | undefined {
  try {
    const { pid, startTime, host } = JSON.parse(text) as Partial<Identity>
    if (!Number.isInteger(pid) || Number(pid) < 1) return undefined
    return { pid: Number(pid), startTime: startTime ?? '', host: host ?? '' }
  } catch {
    return undefined
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date())
  } catch {
    // The data folder is gone or full; the holder works on, and others judge by what they see.
  }
}

function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code
}
