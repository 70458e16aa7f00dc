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
