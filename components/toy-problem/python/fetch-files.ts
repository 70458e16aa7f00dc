import type { Sources } from '@/lib/toys/schema'
import { pythonAddresses } from './address'
import { TroubleError } from './trouble'

/** How much of what Python needs has come, in bytes. */
export type Loaded = { done: number; total: number }

/** What a worker is handed, since it may fetch nothing itself. */
export type PythonFiles = { wasm: ArrayBuffer; library: ArrayBuffer } & Sources

type Options = { checksUrl: string; signal: AbortSignal; onProgress: (loaded: Loaded) => void }

/** Fetches what Python needs and the checks of a problem; all but the checks browsers keep for good. */
export async function fetchFiles({ checksUrl, signal, onProgress }: Options): Promise<PythonFiles> {
  const { base, runner, bytes } = pythonAddresses()
  const total = Object.values(bytes).reduce((sum, size) => sum + size, 0)
  let done = 0
  const add = (size: number) => {
    done += size
    onProgress({ done: Math.min(done, total), total })
  }
  const large = async (name: string) => {
    const response = await get(base + name, signal)
    return readBytes(response, bytes[name] ?? 0, add)
  }
  const text = async (address: string) => (await get(address, signal)).text()
  const [wasm, library, guard, harness, plot, checks] = await Promise.all([
    large('pyodide.asm.wasm'),
    large('python_stdlib.zip'),
    text(`${runner}guard.py`),
    text(`${runner}harness.py`),
    text(`${runner}plot.py`),
    text(checksUrl),
    // The worker imports these: from what the browser has kept then.
    large('pyodide.asm.mjs'),
    large('pyodide.mjs'),
  ])
  return { wasm, library, guard, harness, plot, checks }
}

async function get(address: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(address, { signal }).catch((error: unknown) => {
    throw new TroubleError('no network', error)
  })
  if (response.status === 401 || response.status === 403) throw new TroubleError('signed out')
  if (!response.ok) throw new TroubleError('no network')
  return response
}

const atOnceMs = 8

async function readBytes(response: Response, size: number, add: (size: number) => void): Promise<ArrayBuffer> {
  const reader = response.body?.getReader()
  let bytes = new Uint8Array(size)
  let at = 0
  let since = performance.now()
  try {
    for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
      if (at + part.value.length > bytes.length) bytes = grown(bytes, at + part.value.length)
      bytes.set(part.value, at)
      at += part.value.length
      add(part.value.length)
      // What has come already is read without a pause, and would hold the page up.
      if (performance.now() - since < atOnceMs) continue
      await new Promise((resolve) => setTimeout(resolve))
      since = performance.now()
    }
  } catch (error) {
    throw new TroubleError('no network', error)
  }
  return at === bytes.length ? bytes.buffer : bytes.slice(0, at).buffer
}

function grown(bytes: Uint8Array<ArrayBuffer>, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(size, bytes.length * 2))
  larger.set(bytes)
  return larger
}
