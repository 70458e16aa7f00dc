import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Failure } from './failure.mjs'

/** The product's own folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '')

/** What the environment decides about serving; mirrors lib/config.ts, which needs the install. */
export function readSettings(env = process.env) {
  const dataDir = path.resolve(root, env.DATA_DIR || 'data')
  const own = path.join(dataDir, 'content')
  return {
    host: env.HOST || '127.0.0.1',
    port: readPort(env.PORT || '3000'),
    // A team that chose at set-up to begin with nothing has a folder of its own from then on.
    contentDir: path.resolve(root, env.CONTENT_DIR || (existsSync(own) ? own : 'content')),
    dataDir,
    ...(env.DATABASE_URL && { database: withoutPassword(env.DATABASE_URL) }),
  }
}

/** The environment of the server: the content folder only where it was chosen, since else the set-up asks for it. */
export function serverEnv(settings, env = process.env) {
  const { CONTENT_DIR, ...rest } = childEnv(settings, env)
  return env.CONTENT_DIR ? { ...rest, CONTENT_DIR } : rest
}

/** The environment of every other child: absolute folders, so that no child takes them from its own. */
export function childEnv({ host, port, contentDir, dataDir }, env = process.env) {
  return {
    ...env,
    HOST: host,
    PORT: String(port),
    CONTENT_DIR: contentDir,
    DATA_DIR: dataDir,
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

const configuration =
  /^(HOST|PORT|(CONTENT|DATA)_DIR|DATABASE_URL|SITE_\w+|(NEXT)?AUTH_\w+|SMTP_URL|MAIL_FROM|SIGN_UP_DOMAINS|TRUSTED_PROXIES|MISSED_SEARCHES|(GITHUB|GOOGLE|OIDC)_(URL|NAME|ISSUER|CLIENT_ID|CLIENT_SECRET)|NODE_ENV)$/

/** An environment without what configures a site of this machine: tests make accounts and publish. */
export function withoutConfiguration(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !configuration.test(name)))
}

/** The address people open; a name they can click for hosts that mean "this machine" or "everywhere". */
export function siteAddress({ host, port }) {
  const isLocal = ['127.0.0.1', 'localhost', '::1', '0.0.0.0', '::'].includes(host)
  return `http://${isLocal ? 'localhost' : bracketed(host)}:${port}`
}

/** The address the launcher itself asks. */
export function probeAddress({ host, port }) {
  const target = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  return `http://${bracketed(target)}:${port}`
}

/** Where the database is, as it may stand on a screen. */
function withoutPassword(url) {
  // What only PostgreSQL can read (a socket, say) may have its password anywhere.
  if (!URL.canParse(url)) return 'PostgreSQL, at DATABASE_URL'
  const { protocol, host, pathname } = new URL(url)
  return `${protocol}//${host}${pathname}`
}

function bracketed(host) {
  return host.includes(':') ? `[${host}]` : host
}

function readPort(value) {
  const port = Number(value)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Failure(`PORT must be a number from 1 to 65535, not ${value}: PORT=3001 npm start`)
}
