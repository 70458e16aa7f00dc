import { execFileSync } from 'node:child_process'
import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'

/** A reason not to start, in one line that says what to do. */
export class StartProblem extends Error {}

const oldest = [20, 9]

/** Throws a StartProblem unless this Node is 20.9 or newer. */
export function requireNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  throw new StartProblem(
    `Node ${version} is too old: Twelvefold needs Node ${oldest.join('.')} or newer. Install it from https://nodejs.org and run this again.`,
  )
}

/** Throws a StartProblem unless git can be called. */
export function requireGit(env = process.env) {
  try {
    execFileSync('git', ['--version'], { env, stdio: 'ignore' })
  } catch {
    throw new StartProblem('git was not found: content is kept in git. Install it (on Debian: apt-get install git) and run this again.')
  }
}

/** Makes a folder if it is not there, and throws a StartProblem unless it can be written to. */
export function requireFolder(folder, what, variable) {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.R_OK | constants.W_OK)
    const probe = path.join(folder, `.twelvefold-probe-${process.pid}.tmp`)
    writeFileSync(probe, '')
    rmSync(probe)
  } catch (error) {
    throw new StartProblem(
      `The ${what} ${folder} cannot be written to (${error.code}). Change its owner, or name another with ${variable}=/path npm start.`,
    )
  }
}

/** Throws a StartProblem unless the port is free. */
export async function requirePort(host, port) {
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    throw new StartProblem('PORT must be a number from 1 to 65535, as in PORT=3001 npm start.')
  }
  const code = await new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(error.code))
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)))
  })
  if (code === 'EADDRINUSE') {
    throw new StartProblem(
      `Port ${port} is taken, perhaps by another Twelvefold. Stop that, or choose another port: PORT=${port + 1} npm start`,
    )
  }
  if (code) throw new StartProblem(`Nothing can listen on ${host}:${port} (${code}). Choose another with HOST and PORT.`)
}
