import { existsSync } from 'node:fs'
import path from 'node:path'
import { AppError } from './errors'
import { once } from './process'

/** Everything the environment decides, read once. */
export type Config = {
  /** Folder that holds `lessons/`, `toy-problems/` and `postmortems/`; absolute. */
  contentDir: string
  /** Whether `CONTENT_DIR` names it; else the team may begin with an empty one at set-up. */
  isContentDirGiven: boolean
  /** Folder for what the server keeps about itself (locks, the publish journal); absolute. */
  dataDir: string
  /** Address the server listens on. */
  host: string
  port: number
  /** Public origin for canonical addresses, feeds and the sitemap, without a trailing slash. */
  siteUrl: string
  /** How many reverse proxies stand in front; what they say about a request is believed. */
  trustedProxies: number
  /** PostgreSQL to keep accounts and progress in; without it a SQLite file in the data folder. */
  databaseUrl?: string
  /** Who may read: everybody, or members only; undefined leaves it to the choice made at set-up. */
  siteAccess?: SiteAccess
  /** What signs cookies, given by the environment; without it one is made in the data folder. */
  authSecret?: string
  /** The name of the site, shown in the top bar and in titles; undefined leaves it to the choice made at set-up. */
  siteName?: string
  /** Where people may sign in instead of with a password. */
  providers: ProviderConfig[]
  /** Domains whose verified e-mail addresses get a reader's account without an invitation; lower case. */
  signUpDomains: string[]
  /** How mail is sent, as an `smtp:` or `smtps:` address; without it nothing is. */
  smtpUrl?: string
  /** The sender of mail. */
  mailFrom?: string
  /** Whether this is a development server, whose files are others than the build's. */
  isDevelopment: boolean
  /** Whether queries that led to nothing are counted, without anybody's name. */
  countsMissedSearches: boolean
}

/** A service that vouches for people: GitHub, Google, or one that speaks OpenID Connect. */
export type ProviderConfig = {
  /** As it stands in the address that it leads back to. */
  id: 'github' | 'google' | 'oidc'
  /** As people know it. */
  name: string
  /** Its origin; with the subject it names a person for good. */
  issuer: string
  clientId: string
  clientSecret: string
}

/** Who may read the site. */
export type SiteAccess = 'public' | 'members'

type Environment = Readonly<Record<string, string | undefined>>

/** Reads the configuration; a relative folder is taken from `root` (the product's own folder). */
export function readConfig(env: Environment = process.env, root = process.cwd()): Config {
  const host = env.HOST || '127.0.0.1'
  const port = Number(env.PORT || 3000)
  const dataDir = path.resolve(root, env.DATA_DIR || 'data')
  return {
    contentDir: env.CONTENT_DIR ? path.resolve(root, env.CONTENT_DIR) : defaultContentDir(root, dataDir),
    isContentDirGiven: Boolean(env.CONTENT_DIR),
    dataDir,
    host,
    port,
    siteUrl: readSiteUrl(env.SITE_URL || `http://localhost:${port}`),
    trustedProxies: readCount('TRUSTED_PROXIES', env.TRUSTED_PROXIES),
    ...(env.SITE_NAME && { siteName: env.SITE_NAME }),
    ...(env.DATABASE_URL && { databaseUrl: env.DATABASE_URL }),
    ...(env.SITE_ACCESS && { siteAccess: readAccess(env.SITE_ACCESS) }),
    ...(env.AUTH_SECRET && { authSecret: env.AUTH_SECRET }),
    providers: readProviders(env),
    signUpDomains: listOf(env.SIGN_UP_DOMAINS).map((domain) => domain.toLowerCase()),
    ...readMail(env),
    isDevelopment: env.NODE_ENV === 'development',
    countsMissedSearches: readSwitch('MISSED_SEARCHES', env.MISSED_SEARCHES),
  }
}

/** Where a team that begins with nothing keeps its content: beside what the server keeps, away from the product. */
export function ownContentDir(dataDir: string): string {
  return path.join(dataDir, 'content')
}

/** Makes another folder the content folder of this process; the next start finds it by itself. */
export function chooseContentDir(contentDir: string): string {
  config().contentDir = contentDir
  return contentDir
}

// A team that chose at set-up to begin with nothing has a folder of its own from then on.
function defaultContentDir(root: string, dataDir: string): string {
  const own = ownContentDir(dataDir)
  return existsSync(own) ? own : path.resolve(root, 'content')
}

function readSiteUrl(value: string): string {
  if (/^https?:\/\//.test(value) && URL.canParse(value)) return value.replace(/\/+$/, '')
  throw new AppError('invalid', `SITE_URL must be an address such as https://learn.example.org, not ${value}.`)
}

function readProviders(env: Environment): ProviderConfig[] {
  return [
    readProvider(env, 'github', { name: 'GitHub', issuer: env.GITHUB_URL || 'https://github.com' }),
    readProvider(env, 'google', { name: 'Google', issuer: 'https://accounts.google.com' }),
    readProvider(env, 'oidc', { name: env.OIDC_NAME || 'single sign-on', issuer: env.OIDC_ISSUER ?? '' }),
  ].filter((provider) => provider !== undefined)
}

function readProvider(
  env: Environment,
  id: ProviderConfig['id'],
  { name, issuer }: { name: string; issuer: string },
): ProviderConfig | undefined {
  const prefix = id.toUpperCase()
  const clientId = env[`${prefix}_CLIENT_ID`]
  const clientSecret = env[`${prefix}_CLIENT_SECRET`]
  if (!clientId && !clientSecret) return undefined
  if (clientId && clientSecret && URL.canParse(issuer)) {
    return { id, name, issuer: issuer.replace(/\/+$/, ''), clientId, clientSecret }
  }
  const needed = [`${prefix}_CLIENT_ID`, `${prefix}_CLIENT_SECRET`, ...(id === 'oidc' ? ['OIDC_ISSUER'] : [])]
  throw new AppError('invalid', `To sign in with ${name}, set all of ${needed.join(', ')}.`)
}

function readMail(env: Environment): Pick<Config, 'smtpUrl' | 'mailFrom'> {
  const { SMTP_URL: smtpUrl, MAIL_FROM: mailFrom } = env
  if (!smtpUrl) return {}
  if (/^smtps?:\/\//.test(smtpUrl) && URL.canParse(smtpUrl) && mailFrom) return { smtpUrl, mailFrom }
  throw new AppError(
    'invalid',
    'To send mail, set SMTP_URL (smtp://user:password@host:587) and MAIL_FROM (Learnings <learnings@example.org>).',
  )
}

function listOf(value: string | undefined): string[] {
  return (value ?? '').split(/[\s,]+/).filter(Boolean)
}

function readCount(name: string, value = ''): number {
  if (/^\d?$/.test(value)) return Number(value)
  throw new AppError('invalid', `${name} must be a number from 0 to 9, not ${value}.`)
}

function readSwitch(name: string, value = 'on'): boolean {
  if (value === 'on' || value === 'off' || value === '') return value !== 'off'
  throw new AppError('invalid', `${name} must be on or off, not ${value}.`)
}

function readAccess(value: string): SiteAccess {
  if (value === 'public' || value === 'members') return value
  throw new AppError('invalid', `SITE_ACCESS must be public or members, not ${value}.`)
}

/** Whether a host name, with or without a port, is this machine's own loopback address, however it is written. */
export function isLoopback(host: string): boolean {
  // Only an IPv6 address has more than one colon; in an address with a port it stands in brackets.
  const address = `http://${/:.*:/.test(host) && !host.startsWith('[') ? `[${host}]` : host}`
  if (!URL.canParse(address)) return false
  const { hostname } = new URL(address)
  return ['localhost', '[::1]'].includes(hostname) || /^127(\.\d+){3}$|^\[::ffff:7f..:[\da-f]+\]$/.test(hostname)
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
