import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { AppError } from '@/lib/errors'
import { storageError } from './durable-file'
import { tryLock, type LockAttempt } from './lock-file'
import { isSameProcess, ownIdentity, type Identity } from './process-identity'

/** How long a writer waits for another program's write to end. */
export const writeLockWaitMs = 10_000

/**
 * Claims the data folder for this server until the process ends or the returned function is called. Doing
 * so again in the same process is fine. Throws `unavailable` when another server has it: the message names
 * that server's process and says what to do. The lock of a dead server is taken over.
 */
export function acquireServerLock(dataDir: string): () => void {
  const attempt = tryLockIn(dataDir, 'server.lock')
  if ('release' in attempt) {
    process.once('exit', attempt.release)
    return () => {
      process.off('exit', attempt.release)
      attempt.release()
    }
  }
  if (isSameProcess(attempt.holder, ownIdentity())) return () => undefined
  throw new AppError(
    'unavailable',
    `Another Twelvefold server (${named(attempt.holder)}) already uses the data folder ${dataDir}. ` +
      `Stop that one first, or give this one another folder with DATA_DIR.${ifElsewhere(attempt.holder)}`,
  )
}

/**
 * Runs a task while no other program (a server or a command-line tool) writes content, and returns or
 * throws what it does. Waits up to 10 seconds for the other's write to end, then throws `unavailable`.
 * Not to be nested.
 */
export async function withWriteLock<T>(dataDir: string, task: () => Promise<T>): Promise<T> {
  const release = await waitForWriteLock(dataDir)
  try {
    return await task()
  } finally {
    release()
  }
}

async function waitForWriteLock(dataDir: string): Promise<() => void> {
  const deadline = Date.now() + writeLockWaitMs
  for (;;) {
    const attempt = tryLockIn(dataDir, 'write.lock')
    if ('release' in attempt) return attempt.release
    if (Date.now() > deadline) {
      const who = `Another program (${named(attempt.holder)}) has been writing content for over 10 seconds.`
      throw new AppError('unavailable', `${who} Try again in a moment; if it hangs, end it.`)
    }
    // Two that wait must not keep in step.
    await pause(20 + Math.random() * 30)
  }
}

function tryLockIn(dataDir: string, name: string): LockAttempt {
  try {
    return tryLock(path.join(dataDir, name))
  } catch (error) {
    throw storageError(error, 'data folder')
  }
}

function named({ pid, host }: Identity): string {
  return host && host !== ownIdentity().host ? `process ${pid} on ${host}` : `process ${pid}`
}

function ifElsewhere({ host }: Identity): string {
  if (!host || host === ownIdentity().host) return ''
  return ' If that machine or container is gone, wait half a minute and start again.'
}
