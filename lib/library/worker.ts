import { parentPort } from 'node:worker_threads'
import { checkDocument } from './check'

/** One text to check. */
export type Job = { path: string; source: string | Uint8Array }

parentPort?.on('message', async ({ path, source }: Job) => {
  parentPort?.postMessage({ checked: await checkDocument(path, source) })
})
parentPort?.postMessage('ready')
