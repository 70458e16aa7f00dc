import type { CheckResult, Outcome, Report, Request, Shown, StartMessage } from '@/lib/toys/schema'
import { pythonAddresses } from './address'
import { fetchFiles, type Loaded } from './fetch-files'
import { TroubleError } from './trouble'

/** How a run ended: by itself, by hand, or because it took too long; `hasDied` when it took Python with it. */
export type Ended = { outcome: Outcome; passed: boolean; hasTimedOut?: true; hasDied?: true }

export type Tell = { show: (shown: Shown) => void; check: (result: CheckResult) => void }

/** A Python that is open for one toy problem. */
export type Python = {
  run: (kind: Request['kind'], code: string, tell: Tell) => Promise<Ended>
  /** Ends what runs: at once where the browser lets the page interrupt, else with the worker. */
  stop: () => void
  isAlive: () => boolean
  close: () => void
}

type Options = {
  checksUrl: string
  /** In seconds. */
  runLimit: number
  signal: AbortSignal
  onProgress: (loaded: Loaded) => void
}

type Running = { id: number; tell: Tell; end: (ended: Ended) => void; hasTimedOut: boolean }

// Code may catch the interrupt and go on; then its worker goes. One that has not seen it yet waits for a processor.
const betweenLooks = 250
const mostLooks = 8

/** Fetches Python, starts it in a worker of its own and hands it the checks; throws a `TroubleError`. */
export async function openPython({ checksUrl, runLimit, signal, onProgress }: Options): Promise<Python> {
  if (typeof WebAssembly !== 'object') throw new TroubleError('no WebAssembly')
  const files = await fetchFiles({ checksUrl, signal, onProgress })
  const { base, runner } = pythonAddresses()
  const worker = newWorker(`${runner}runner.mjs`)
  const { port1: port, port2 } = new MessageChannel()
  const interrupt = globalThis.crossOriginIsolated ? new SharedArrayBuffer(4) : undefined
  const message: StartMessage = { port: port2, base: new URL(base, location.href).href, ...files, interrupt }
  worker.postMessage(message, [port2, files.wasm, files.library])
  try {
    await readiness({ worker, port, signal })
  } catch (error) {
    worker.terminate()
    throw error
  }
  return control({ worker, port, interrupt: interrupt && new Int32Array(interrupt), runLimit })
}

function newWorker(address: string): Worker {
  try {
    return new Worker(address, { type: 'module', name: 'python' })
  } catch (error) {
    throw new TroubleError('blocked', error)
  }
}

type Starting = { worker: Worker; port: MessagePort; signal: AbortSignal }

function readiness({ worker, port, signal }: Starting): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.onerror = (event) => {
      event.preventDefault()
      reject(new TroubleError(navigator.onLine ? 'blocked' : 'no network', event.message))
    }
    signal.addEventListener('abort', () => reject(new TroubleError('slow')))
    port.onmessage = ({ data }: MessageEvent<Report>) => {
      if (data.kind === 'ready') resolve()
      else reject(new TroubleError('broken', 'message' in data ? data.message : data.kind))
    }
  })
}

type Parts = { worker: Worker; port: MessagePort; interrupt: Int32Array | undefined; runLimit: number }

function control({ worker, port, interrupt, runLimit }: Parts): Python {
  let running: Running | undefined
  let ids = 0
  let isAlive = true
  let timers: ReturnType<typeof setTimeout>[] = []
  const close = () => {
    isAlive = false
    worker.terminate()
    port.close()
  }
  const finish = (ended: Ended) => {
    for (const timer of timers) clearTimeout(timer)
    const { end, hasTimedOut } = running ?? {}
    running = undefined
    end?.({ ...ended, ...(hasTimedOut && { hasTimedOut }) })
  }
  const die = (outcome: Outcome) => {
    close()
    finish({ outcome, passed: false, hasDied: true })
  }
  const stop = () => {
    if (!running) return
    if (!interrupt) return die({ stopped: true })
    Atomics.store(interrupt, 0, 2)
    insist({
      interrupt,
      later: (work) => timers.push(setTimeout(work, betweenLooks)),
      end: () => die({ stopped: true }),
    })
  }
  worker.onerror = (event) => {
    event.preventDefault()
    die({ error: event.message })
  }
  port.onmessage = ({ data }: MessageEvent<Report>) => {
    if (data.kind === 'dead') return die({ error: data.message })
    if (data.kind === 'ready' || data.id !== running?.id) return
    if (data.kind === 'shown') running.tell.show(data.shown)
    else if (data.kind === 'checked') running.tell.check(data.result)
    else finish({ outcome: data.outcome, passed: data.passed })
  }
  return {
    run: (kind, code, tell) =>
      new Promise((resolve) => {
        if (interrupt) Atomics.store(interrupt, 0, 0)
        const started = { id: ++ids, tell, end: resolve, hasTimedOut: false }
        running = started
        const tooLong = () => {
          started.hasTimedOut = true
          stop()
        }
        timers = [setTimeout(tooLong, runLimit * 1000)]
        const request: Request = { id: started.id, kind, code }
        port.postMessage(request)
      }),
    stop,
    isAlive: () => isAlive,
    close,
  }
}

type Insisting = { interrupt: Int32Array; later: (work: () => void) => void; end: () => void }

/** Ends what runs unless it ends by itself: at the look after the one at which it had seen the interrupt, or at the last. */
function insist(insisting: Insisting, left = mostLooks, wasSeen = false): void {
  const { interrupt, later, end } = insisting
  later(() => {
    if (wasSeen || left === 0) end()
    else insist(insisting, left - 1, Atomics.load(interrupt, 0) === 0)
  })
}
