import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import { loadPyodide } from 'pyodide'
import type { Verdict } from '../lib/toys/schema'
import { openPython } from '../lib/toys/worker/python.mjs'

const files = path.resolve(import.meta.dirname, '../lib/toys/worker')

/** The Python of the pages, in this process. */
export type ToyPython = {
  /** Runs checks against code; stops it after so many seconds. */
  check: (code: string, checks: string, seconds: number) => Verdict
  close: () => Promise<unknown>
}

// While code runs, this thread does nothing else; another one counts the seconds, and asks again where code will not stop.
const watchman = `
const { parentPort, workerData } = require('node:worker_threads')
let timer
parentPort.on('message', (seconds) => {
  clearInterval(timer)
  if (seconds > 0) timer = setInterval(() => Atomics.store(workerData, 0, 2), seconds * 1000)
})`

/** Opens it for the checks that will be run, one text after the other. */
export async function openToyPython(allChecks: string): Promise<ToyPython> {
  const read = (name: string) => readFile(path.join(files, name), 'utf8')
  const [guard, harness, plot] = await Promise.all([read('guard.py'), read('harness.py'), read('plot.py')])
  const interrupt = new Int32Array(new SharedArrayBuffer(4))
  const pyodide = await loadPyodide({ jsglobals: Object.create(null) as object })
  pyodide.setInterruptBuffer(interrupt)
  const python = openPython(pyodide, { guard, harness, plot, checks: allChecks })
  const watch = new Worker(watchman, { eval: true, workerData: interrupt })
  const check = (code: string, checks: string, seconds: number) => {
    watch.postMessage(seconds)
    try {
      return python.check(code, checks, { check: () => undefined })
    } finally {
      watch.postMessage(0)
    }
  }
  return { check, close: () => watch.terminate() }
}
