import { linkSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { hasNoLinks, newTempName } from './durable-file'

/**
 * Makes a file that is never seen without its bytes; false when there is one already. Throws the file
 * system's other errors.
 */
export function createWhole(file: string, text: string): boolean {
  const temp = path.join(path.dirname(file), newTempName())
  writeFileSync(temp, text, { flag: 'wx' })
  try {
    linkSync(temp, file)
    return true
  } catch (error) {
    if (hasNoLinks(error)) return createBare(file, text)
    if (isTaken(error)) return false
    throw error
  } finally {
    rmSync(temp, { force: true })
  }
}

/** For file systems without hard links; a reader may see the file empty for a moment. */
function createBare(file: string, text: string): boolean {
  try {
    writeFileSync(file, text, { flag: 'wx' })
    return true
  } catch (error) {
    if (isTaken(error)) return false
    throw error
  }
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'EEXIST'
}
