import { Worker } from 'node:worker_threads'
import type { Checked } from '@/lib/markup/schema'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/process'
import type { Fields } from './check'

/** How long one text may take, and how much memory the worker may use for it. */
export const workerLimits = { milliseconds: 3000, megabytes: 256 }

type Task = {
  path: string
  source: string | Uint8Array
  person: string | undefined
  resolve: (checked: Checked<Fields>) => void
  reject: (error: unknown) => void
}

type Desk = { waiting: Task[]; busy: boolean; worker: Worker | undefined; people: Set<string> }

/**
 * Checks a text in a worker thread: at most 3 s and 256 MB, one text at a time. With `person`, a second
 * text of the same person while the first is being read is refused (`rate-limited`), and people go
 * before files. A text that exceeds the limits comes back with a problem that says so.
 */
export function checkInWorker(
  path: string,
  source: string | Uint8Array,
  { person }: { person?: string } = {},
): Promise<Checked<Fields>> {
  const desk = once('check-desk', (): Desk => ({ waiting: [], busy: false, worker: undefined, people: new Set() }))
  if (person !== undefined && desk.people.has(person)) {
    throw new AppError('rate-limited', 'The text before this one is still being read. Try again in a moment.')
  }
  return new Promise((resolve, reject) => {
    const task = { path, source, person, resolve, reject }
    if (person === undefined) desk.waiting.push(task)
    else {
      desk.people.add(person)
      desk.waiting.unshift(task)
    }
    void work(desk)
  })
}

async function work(desk: Desk): Promise<void> {
  if (desk.busy) return
  desk.busy = true
  for (let task = desk.waiting.shift(); task; task = desk.waiting.shift()) {
    await runTask(desk, task).then(task.resolve, task.reject)
    if (task.person !== undefined) desk.people.delete(task.person)
  }
  desk.busy = false
}

function runTask(desk: Desk, { path, source }: Task): Promise<Checked<Fields>> {
  const worker = (desk.worker ??= startWorker())
  return new Promise((resolve, reject) => {
    const stop = (checked?: Checked<Fields>, error?: unknown) => {
      clearTimeout(timer)
      worker.removeAllListeners()
      if (checked) return resolve(checked)
      desk.worker = undefined
      void worker.terminate()
      return error ? reject(error instanceof Error ? error : new Error(String(error))) : resolve(tooMuch())
    }
    const timer = setTimeout(() => stop(), workerLimits.milliseconds)
    worker.once('message', ({ checked }: { checked: Checked<Fields> }) => stop(checked))
    worker.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? stop() : stop(undefined, error),
    )
    worker.postMessage({ path, source })
  })
}

function startWorker(): Worker {
  // Outside the bundle (tests, scripts) the worker is TypeScript and needs the loader the parent has.
  const fromSource = import.meta.url.endsWith('.ts')
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: workerLimits.megabytes },
    ...(fromSource && { execArgv: ['--conditions=react-server', '--import', 'tsx'] }),
  })
  worker.unref()
  return worker
}

function tooMuch(): Checked<Fields> {
  const message = 'This text takes too long to read: over 3 seconds, or over 256 MB. Shorten its tables, lists and nested emphasis.'
  return { ok: false, problems: [{ line: 1, column: 1, message }] }
}
