import path from 'node:path'
import { AppError } from './errors'
import { once } from './process'

/** Everything the environment decides, read once. */
export type Config = {
  /** Folder that holds `lessons/`, `toy-problems/` and `postmortems/`; absolute. */
  contentDir: string
  /** Folder for what the server keeps about itself (locks, the publish journal); absolute. */
  dataDir: string
  /** Address the server listens on. */
  host: string
  port: number
  /** Public origin for canonical addresses, feeds and the sitemap, without a trailing slash. */
  siteUrl: string
  /** PostgreSQL to keep accounts and progress in; without it a SQLite file in the data folder. */
  databaseUrl?: string
  /** Who may read: everybody, or members only; undefined leaves it to the choice made at set-up. */
  siteAccess?: SiteAccess
  /** What signs cookies, given by the environment; without it one is made in the data folder. */
  authSecret?: string
  /** The name of the site, shown in the top bar and in titles; undefined leaves it to the choice made at set-up. */
  siteName?: string
}

/** Who may read the site. */
export type SiteAccess = 'public' | 'members'

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '::1', '[::1]'])

/** Reads the configuration; a relative folder is taken from `root` (the product's own folder). */
export function readConfig(env: NodeJS.ProcessEnv = process.env, root = process.cwd()): Config {
  const host = env.HOST || '127.0.0.1'
  const port = Number(env.PORT || 3000)
  return {
    contentDir: path.resolve(root, env.CONTENT_DIR || 'content'),
    dataDir: path.resolve(root, env.DATA_DIR || 'data'),
    host,
    port,
    siteUrl: (env.SITE_URL || `http://localhost:${port}`).replace(/\/+$/, ''),
    ...(env.SITE_NAME && { siteName: env.SITE_NAME }),
    ...(env.DATABASE_URL && { databaseUrl: env.DATABASE_URL }),
    ...(env.SITE_ACCESS && { siteAccess: readAccess(env.SITE_ACCESS) }),
    ...(env.AUTH_SECRET && { authSecret: env.AUTH_SECRET }),
  }
}

function readAccess(value: string): SiteAccess {
  if (value === 'public' || value === 'members') return value
  throw new AppError('invalid', `SITE_ACCESS must be public or members, not ${value}.`)
}

/** Whether a host name, with or without a port, is this machine's own loopback address. */
export function isLoopback(host: string): boolean {
  return loopbackHosts.has(host.replace(/:\d+$/, '').toLowerCase())
}

/** The configuration of this process. */
export function config(): Config {
  return once('config', () => {
    const read = readConfig()
    // next-auth takes the site's address from nowhere else.
    process.env.NEXTAUTH_URL ??= read.siteUrl
    return read
  })
}
