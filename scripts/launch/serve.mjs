import { spawn } from 'node:child_process'
import path from 'node:path'
import { programs } from './programs.mjs'
import { layPython } from './python-files.mjs'
import { probeAddress, root, serverEnv, siteAddress } from './settings.mjs'

// Longer than reverse proxies keep a connection to send on (60 s is the usual): the other way round, a request can meet
// a connection that is just being closed, and the reader gets a 502.
const keepAlive = ['--keepAliveTimeout', '65000']

const patience = { start: 60_000, stop: 10_000, betweenProbes: 50, oneKeyPress: 500 }

/** Serves until told to stop. Gives the exit code: 0 when it was told to. */
export async function serve(settings, { mode }) {
  const isDevelopment = mode === 'dev'
  const env = { ...serverEnv(settings), NODE_ENV: isDevelopment ? 'development' : 'production' }
  const [command, ...args] = [...programs.next, mode, '-H', settings.host, '-p', String(settings.port)]
  if (!isDevelopment) args.push(...keepAlive)
  const stdio = isDevelopment ? 'inherit' : ['ignore', 'pipe', 'inherit']
  const child = spawn(command, args, { cwd: root, env, stdio })
  const banner = holdBack(child.stdout)
  const exit = exitOf(child)
  const isUp = await waitUntilUp(settings, exit)
  if (isUp) {
    await makeReady[mode](settings)
    announce(settings)
  }
  banner.release({ show: !isUp })
  return exit
}

const makeReady = {
  // The first question loads the code that answers it, which takes longer than answering: it should be nobody's own.
  start: (settings) => answers(settings, '/api/search?q=ready'),
  // A development server empties its folder when it starts.
  dev: () => layPython(path.join(root, '.next', 'dev', 'static')),
}

function announce(settings) {
  console.log(`Twelvefold is at ${siteAddress(settings)}`)
  console.log(`  content: ${settings.contentDir}`)
  console.log(`  data:    ${settings.dataDir}`)
  console.log(`  people:  ${settings.database ?? path.join(settings.dataDir, 'twelvefold.db')}`)
  console.log('Ctrl-C stops it.')
}

// Next's own banner would name a second address; it matters only when the start goes wrong.
function holdBack(stream) {
  if (!stream) return { release() {} }
  let held = ''
  const keep = (text) => (held += text)
  stream.setEncoding('utf8').on('data', keep)
  return {
    release({ show }) {
      if (show) process.stdout.write(held)
      stream.off('data', keep).pipe(process.stdout, { end: false })
    },
  }
}

async function waitUntilUp(settings, exit) {
  const started = performance.now()
  let hasEnded = false
  void exit.then(() => (hasEnded = true))
  while (!hasEnded) {
    if (await answers(settings, '/healthz')) return true
    if (performance.now() - started > patience.start) {
      console.log(`Twelvefold has not answered within ${patience.start / 1000} s; it is still starting.`)
      return false
    }
    await Promise.race([exit, new Promise((resolve) => setTimeout(resolve, patience.betweenProbes))])
  }
  return false
}

async function answers(settings, address) {
  try {
    const response = await fetch(`${probeAddress(settings)}${address}`, { signal: AbortSignal.timeout(5000) })
    return response.ok
  } catch {
    return false
  }
}

function exitOf(child) {
  return new Promise((resolve) => {
    let stoppedAt
    let isKilled = false
    const kill = () => {
      isKilled = true
      child.kill('SIGKILL')
    }
    const handleSignal = (signal) => {
      // One Ctrl-C arrives twice: from the terminal and from npm, which passes it on.
      if (stoppedAt !== undefined) return performance.now() - stoppedAt > patience.oneKeyPress ? kill() : undefined
      stoppedAt = performance.now()
      child.kill(signal)
      setTimeout(kill, patience.stop).unref()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, handleSignal)
    child.once('error', () => resolve(1))
    child.once('exit', (code) => {
      if (isKilled) return resolve(130)
      resolve(stoppedAt === undefined ? (code ?? 1) : 0)
    })
  })
}
