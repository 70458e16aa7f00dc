import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Builds the bare Next page and returns its folder. */
export async function buildBare(): Promise<string> {
  const folder = path.join(import.meta.dirname, 'bare')
  const next = path.resolve(import.meta.dirname, '../node_modules/next/dist/bin/next')
  await run(process.execPath, [next, 'build'], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
  })
  return folder
}
