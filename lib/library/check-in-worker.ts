import { Worker } from 'node:worker_threads'
import type { Checked } from '@/lib/markup/schema'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/process'
import type { CheckOptions, Fields } from './check'

/** How long one text may take, and how much memory the worker may use for it. */
export const workerLimits = { milliseconds: 3000, megabytes: 256 }

type Task = {
  path: string
  source: string | Uint8Array
  options: CheckOptions
  person: string | undefined
  resolve: (checked: Checked<Fields>) => void
  reject: (error: unknown) => void
}

type Desk = { waiting: Task[]; busy: boolean; worker: Promise<Worker> | undefined; people: Set<string> }

/**
 * Checks a text in a worker thread: at most 3 s and 256 MB, one text at a time. With `person`, a second
 * text of the same person while the first is being read is refused (`rate-limited`), and people go
 * before files. A text that exceeds the limits comes back with a problem that says so.
 */
export function checkInWorker(
  path: string,
  source: string | Uint8Array,
  { person, ...options }: { person?: string } & CheckOptions = {},
): Promise<Checked<Fields>> {
  const desk = openDesk()
  if (person !== undefined && desk.people.has(person)) {
    throw new AppError('rate-limited', 'The text before this one is still being read. Try again in a moment.')
  }
  return new Promise((resolve, reject) => {
    const task = { path, source, options, person, resolve, reject }
    if (person === undefined) desk.waiting.push(task)
    else {
      desk.people.add(person)
      desk.waiting.unshift(task)
    }
    void work(desk)
  })
}

function openDesk(): Desk {
  return once('check-desk', (): Desk => ({ waiting: [], busy: false, worker: undefined, people: new Set() }))
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

/** Starts the worker ahead of its first text. */
export async function warmWorker(): Promise<void> {
  await workerOf(openDesk())
}

async function runTask(desk: Desk, { path, source, options }: Task): Promise<Checked<Fields>> {
  const worker = await workerOf(desk)
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer)
      worker.off('message', handleMessage)
      worker.off('error', handleError)
    }
    const replace = () => {
      end()
      desk.worker = undefined
      void worker.terminate()
      // The next text finds a worker that is ready; if none could be started, it starts one, and is told why not.
      workerOf(desk).catch(() => undefined)
    }
    const handleMessage = ({ checked }: { checked: Checked<Fields> }) => {
      end()
      resolve(checked)
    }
    const handleError = (error: NodeJS.ErrnoException) => {
      replace()
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve(tooMuch())
      else reject(error)
    }
    const timer = setTimeout(() => {
      replace()
      resolve(tooMuch())
    }, workerLimits.milliseconds)
    worker.on('message', handleMessage)
    worker.on('error', handleError)
    worker.postMessage({ path, source, options })
  })
}

function workerOf(desk: Desk): Promise<Worker> {
  if (desk.worker) return desk.worker
  const started = startWorker()
  desk.worker = started
  const forget = () => {
    if (desk.worker === started) desk.worker = undefined
  }
  started.then((worker) => worker.once('exit', forget), forget)
  return started
}

/** A worker that has loaded all it needs; the limits count from there. */
function startWorker(): Promise<Worker> {
  const resourceLimits = { maxOldGenerationSizeMb: workerLimits.megabytes }
  // Outside the bundle (tests, scripts) the worker is TypeScript, and must load what reads it first.
  const worker = import.meta.url.endsWith('.ts')
    ? new Worker(fromSource, { eval: true, execArgv: ['--conditions=react-server'], resourceLimits })
    : new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits })
  return new Promise((resolve, reject) => {
    worker.once('message', () => {
      worker.unref()
      resolve(worker)
    })
    // For as long as it lives: without a listener a late error, of one that was replaced or rests, would end the process.
    worker.on('error', reject)
    worker.once('exit', () => reject(new Error('The worker that checks texts ended before it was ready.')))
  })
}

const fromSource = `import('tsx/esm/api').then(({ register }) => {
  register()
  return import(${JSON.stringify(import.meta.url.replace(/[^/]+$/, 'worker.ts'))})
})`

function tooMuch(): Checked<Fields> {
  const message =
    'This text takes too long to read: over 3 seconds, or over 256 MB. Shorten its tables, lists and nested emphasis.'
  return { ok: false, problems: [{ line: 1, column: 1, message }] }
}
