import type { Outcome, Report, Request, StartMessage } from '../schema'
import { limitMemory, takeAway } from './close-off.mjs'
import { lock } from './lock.mjs'
import { openPython, type Python } from './python.mjs'

// A worker that runs one toy problem's code. It is a file of its own with a policy of its own (lib/python-policy.ts): no
// connection to anywhere, and no script but these. What it needs the page hands over.

type Loader = typeof import('pyodide')
type Scope = {
  onmessage: ((event: MessageEvent<StartMessage>) => void) | null
  fetch?: (address: unknown) => Promise<Response>
}

const scope = globalThis as unknown as Scope

scope.onmessage = ({ data }) => {
  scope.onmessage = null
  void start(data)
}

async function start(message: StartMessage): Promise<void> {
  const { port } = message
  const tell = (report: Report) => port.postMessage(report)
  try {
    const python = await load(message)
    port.onmessage = ({ data }: MessageEvent<Request>) => answer(python, data, { checks: message.checks, tell })
    tell({ kind: 'ready' })
  } catch (error) {
    tell({ kind: 'dead', message: String(error) })
  }
}

async function load({ base, wasm, library, interrupt, ...sources }: StartMessage): Promise<Python> {
  const { loadPyodide } = (await import(`${base}pyodide.mjs`)) as Loader
  limitMemory()
  // Nothing can be fetched here; what Pyodide asks for is in hand.
  scope.fetch = (address) => {
    const isWasm = String(address).endsWith('.wasm')
    const type = { headers: { 'content-type': 'application/wasm' } }
    return Promise.resolve(isWasm ? new Response(wasm, type) : new Response(library))
  }
  const pyodide = await loadPyodide({
    indexURL: base,
    lockFileContents: lock,
    jsglobals: Object.create(null) as object,
  })
  if (interrupt) pyodide.setInterruptBuffer(new Int32Array(interrupt))
  const python = openPython(pyodide, sources)
  takeAway()
  return python
}

type With = { checks: string; tell: (report: Report) => void }

function answer(python: Python, { id, kind, code }: Request, { checks, tell }: With): void {
  try {
    if (kind === 'run') {
      const outcome = python.run(code, { show: (shown) => tell({ kind: 'shown', id, shown }) })
      return tell({ kind: 'ended', id, outcome, passed: false })
    }
    const told = python.check(code, checks, { check: (result) => tell({ kind: 'checked', id, result }) })
    const { passed, error, line, stopped } = told
    const outcome: Outcome = {
      ...(error !== undefined && { error }),
      ...(line !== undefined && { line }),
      ...(stopped && { stopped }),
    }
    tell({ kind: 'ended', id, outcome, passed })
  } catch (error) {
    const words = String(error)
    if (words.includes('KeyboardInterrupt')) tell({ kind: 'ended', id, outcome: { stopped: true }, passed: false })
    else tell({ kind: 'dead', message: words })
  }
}
