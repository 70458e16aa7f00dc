import { beforeEach, expect, test, vi } from 'vitest'
import { checkInWorker } from './check-in-worker'

/** Workers without a thread: what they do when they are made is said beforehand. */
const threads = await vi.hoisted(async () => {
  const { EventEmitter } = await import('node:events')
  const atStart: ('ready' | 'error' | 'exit')[] = []
  const made: FakeWorker[] = []
  const checked = { ok: false, problems: [] }
  class FakeWorker extends EventEmitter {
    constructor() {
      super()
      const event = atStart.shift() ?? 'ready'
      made.push(this)
      setImmediate(() => {
        if (event === 'ready') this.emit('message', 'ready')
        else if (event === 'error') this.emit('error', new Error('not loaded'))
        else this.emit('exit', 1)
      })
    }
    unref() {
      return this
    }
    postMessage() {
      setImmediate(() => this.emit('message', { checked }))
    }
    terminate() {
      return Promise.resolve(1)
    }
  }
  return { Worker: FakeWorker, atStart, made, checked }
})
vi.mock('node:worker_threads', () => ({ Worker: threads.Worker }))

const { checked } = threads
const check = () => checkInWorker('postmortems/x.mdx', 'Text.')

beforeEach(() => {
  Reflect.deleteProperty(globalThis, Symbol.for('twelvefold'))
  threads.made.length = threads.atStart.length = 0
})

test.each(['error', 'exit'] as const)(
  'a worker that does not load fails its text, not the next one: %s',
  async (event) => {
    threads.atStart.push(event)
    await expect(check()).rejects.toThrow()
    await expect(check()).resolves.toBe(checked)
  },
)

test('an error of a worker that has nothing to do, or was replaced, ends nothing', async () => {
  await check()
  const [idle] = threads.made
  expect(() => idle?.emit('error', new Error('late'))).not.toThrow()
})

test('a worker that has ended is replaced before the next text', async () => {
  await check()
  threads.made[0]?.emit('exit', 1)
  await expect(check()).resolves.toBe(checked)
  expect(threads.made).toHaveLength(2)
})
