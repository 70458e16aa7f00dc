import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** A new folder for what is needed until this process ends, however that comes: told to stop, no other code of its runs. */
export function makeScratch() {
  const folder = mkdtempSync(path.join(tmpdir(), 'twelvefold-test-'))
  // PostgreSQL runs as somebody of its own where we are root, and has to get through.
  chmodSync(folder, 0o711)
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}
