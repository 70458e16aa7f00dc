import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '..', '..')

/** A running site of its own: a copy of the shipped content (or none), in a repository, on a free port. */
export type Site = { address: string; contentDir: string; dataDir: string; stop: () => Promise<void> }

type Options = { content?: 'shipped' | 'empty'; env?: Record<string, string> }

/** Starts a site on the production build. */
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
  const port = await freePort()
  const server = spawn(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'start', '-H', '127.0.0.1', '-p', String(port)],
    {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        CONTENT_DIR: contentDir,
        DATA_DIR: dataDir,
        PORT: String(port),
        ...env,
      },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const address = `http://localhost:${port}`
  await answers(`${address}/healthz`, server)
  return {
    address,
    contentDir,
    dataDir,
    stop: async () => {
      server.kill('SIGTERM')
      await new Promise((resolve) => (server.exitCode === null ? server.once('close', resolve) : resolve(undefined)))
      await rm(folder, { recursive: true, force: true })
    },
  }
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
export async function answers(address: string, server: ChildProcess): Promise<void> {
  for (
    const start = Date.now();
    Date.now() - start < 60_000;
    await new Promise((resolve) => setTimeout(resolve, 100))
  ) {
    if (server.exitCode !== null) throw new Error(`The server has ended with ${server.exitCode}`)
    if (
      await fetch(address).then(
        (response) => response.ok,
        () => false,
      )
    )
      return
  }
  throw new Error(`${address} does not answer`)
}
