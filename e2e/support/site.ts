import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..', '..')

/** A running server: where it answers, which process it is, and how to end it. */
export type Server = { address: string; pid: number; stop: () => Promise<void> }

/** A running site with folders of its own. */
export type Site = Server & { contentDir: string; dataDir: string }

type Options = { content?: 'shipped' | 'empty'; env?: Record<string, string> }

/** Starts a site on the production build, with a copy of the shipped content in a repository, or with none. */
export async function startSite({ content = 'shipped', env = {} }: Options = {}): Promise<Site> {
  const folder = await mkdtemp(path.join(tmpdir(), 'twelvefold-e2e-'))
  const contentDir = path.join(folder, 'content')
  const dataDir = path.join(folder, 'data')
  await mkdir(contentDir)
  if (content === 'shipped') {
    await cp(path.join(root, 'content'), contentDir, { recursive: true })
    git(contentDir, 'init', '--quiet', '--initial-branch=main')
    git(contentDir, 'add', '.')
    git(contentDir, '-c', 'user.name=Team', '-c', 'user.email=team@example.org', 'commit', '--quiet', '-m', 'Content')
  }
  const server = await startServer({ folder: root, env: { CONTENT_DIR: contentDir, DATA_DIR: dataDir, ...env } })
  return {
    ...server,
    contentDir,
    dataDir,
    stop: async () => {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Starts the production build of a Next folder on a free port, and waits until it answers. */
export async function startServer({
  folder,
  env,
  probe = '/healthz',
}: {
  folder: string
  env: Record<string, string>
  probe?: string
}): Promise<Server> {
  const port = await freePort()
  const child = spawnServer({ folder, env, port })
  const address = `http://localhost:${port}`
  await answers(address + probe, child)
  return {
    address,
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await new Promise((resolve) => child.once('close', resolve))
    },
  }
}

/** Starts a server that is expected to refuse to, and gives its exit code and its words. */
export async function refusalOf(env: Record<string, string>): Promise<{ code: number | null; words: string }> {
  const child = spawnServer({ folder: root, env, port: await freePort(), stderr: 'pipe' })
  let words = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    words += chunk.toString()
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { code, words }
}

type Start = { folder: string; env: Record<string, string>; port: number; stderr?: 'inherit' | 'pipe' }

function spawnServer({ folder, env, port, stderr = 'inherit' }: Start): ChildProcess {
  const next = path.join(root, 'node_modules/next/dist/bin/next')
  const listen = ['-H', '127.0.0.1', '-p', String(port), '--keepAliveTimeout', '65000']
  return spawn(process.execPath, [next, 'start', ...listen], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', PORT: String(port), ...env },
    stdio: ['ignore', 'ignore', stderr],
  })
}

/** Calls git in a folder and returns what it prints. */
export function git(folder: string, ...args: string[]): string {
  return execFileSync('git', args, { cwd: folder, encoding: 'utf8' })
}

/** A port nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}

/** Resolves when an address answers; rejects when its server has ended, or after 60 s. */
async function answers(address: string, server: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`The server has ended with ${server.exitCode}`)
    const response = await fetch(address).catch(() => undefined)
    if (response?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  throw new Error(`${address} does not answer`)
}
