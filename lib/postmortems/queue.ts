import { once } from '@/lib/process'

type Queue = { last: Promise<unknown> }

/**
 * Runs a task when all tasks before it have ended: one at a time in the whole process. Returns or throws
 * what the task does; a task that fails does not stop the ones behind it. A task must not queue another
 * one and wait for it.
 */
export function inQueue<T>(task: () => Promise<T>): Promise<T> {
  const queue = once('write-queue', (): Queue => ({ last: Promise.resolve() }))
  const result = queue.last.then(task)
  queue.last = result.catch(() => undefined)
  return result
}

/**
 * Runs a task when all tasks of this process for the same document have ended, so that none of them meets a file that
 * has moved while the library does not know yet. As `inQueue`, and may be around it; not the other way round.
 */
export async function inTurnOf<T>(id: string, task: () => Promise<T>): Promise<T> {
  const turns = once('turns', () => new Map<string, Promise<unknown>>())
  const result = (turns.get(id) ?? Promise.resolve()).then(task)
  const ended = result.catch(() => undefined)
  turns.set(id, ended)
  try {
    return await result
  } finally {
    if (turns.get(id) === ended) turns.delete(id)
  }
}
