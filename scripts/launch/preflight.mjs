import { spawnSync } from 'node:child_process'
import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { Failure } from './failure.mjs'

/** Everything that can be known to be wrong before the slow steps: git, the port, the two folders. */
export async function preflight(settings) {
  requireGit()
  prepareFolders(settings)
  await requireFreePort(settings)
}

/** Publishing commits, so a site without git would refuse every postmortem. */
export function requireGit() {
  if (spawnSync('git', ['--version'], { stdio: 'ignore' }).status === 0) return
  throw new Failure(
    'git is missing: install it (https://git-scm.com/downloads, on Debian: apt-get install git) and try again.',
  )
}

/** Makes the content and data folders where they are missing, and sees that they can be used. */
export function prepareFolders({ contentDir, dataDir }) {
  tryFolder('DATA_DIR', dataDir, () => {
    mkdirSync(dataDir, { recursive: true })
    const probe = path.join(dataDir, `.write-test-${process.pid}`)
    writeFileSync(probe, '')
    rmSync(probe)
  })
  tryFolder('CONTENT_DIR', contentDir, () => {
    mkdirSync(contentDir, { recursive: true })
    accessSync(contentDir, constants.R_OK | constants.W_OK)
  })
}

function tryFolder(name, folder, attempt) {
  try {
    attempt()
  } catch (error) {
    throw new Failure(
      `${folder} cannot be written (${error.code}): make it writable, or choose another folder: ${name}=/some/folder npm start`,
    )
  }
}

/** Sees that HOST and PORT can be listened on. */
export function requireFreePort({ host, port }) {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error) => reject(new Failure(portWords(error.code, host, port))))
    server.listen({ host, port }, () => server.close(() => resolve()))
  })
}

function portWords(code, host, port) {
  const other = port < 65_535 ? port + 1 : port - 1
  if (code === 'EADDRINUSE') return `Port ${port} on ${host} is taken: choose another, such as PORT=${other} npm start`
  if (code === 'EACCES')
    return `Port ${port} may not be used by this account: choose one above 1023, such as PORT=3000 npm start`
  return `${host} is no address of this machine (${code}): HOST=127.0.0.1 npm start, or HOST=0.0.0.0 for all of them`
}
