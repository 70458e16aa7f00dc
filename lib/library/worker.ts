import { parentPort } from 'node:worker_threads'
import { checkDocument, type CheckOptions } from './check'

/** One text to check. */
export type Job = { path: string; source: string | Uint8Array; options: CheckOptions }

parentPort?.on('message', async ({ path, source, options }: Job) => {
  parentPort?.postMessage({ checked: await checkDocument(path, source, options) })
})
parentPort?.postMessage('ready')
