import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { config } from '@/lib/config'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/process'

const fewestBytes = 32

/**
 * What signs the cookies: `AUTH_SECRET`, else one that was made at the first start and lies in the data folder.
 * Throws `invalid` for a short one, and on an https site without one: servers behind one address must share it.
 */
export function authSecret(): string {
  return once('auth-secret', () => readSecret(config()))
}

/** The secret of a configuration; made when there is none. */
export function readSecret({
  authSecret: given,
  siteUrl,
  dataDir,
}: Pick<ReturnType<typeof config>, 'authSecret' | 'siteUrl' | 'dataDir'>): string {
  if (given !== undefined) {
    if (Buffer.byteLength(given) >= fewestBytes) return given
    throw new AppError('invalid', `AUTH_SECRET needs at least ${fewestBytes} bytes. Make one: openssl rand -base64 32`)
  }
  if (siteUrl.startsWith('https://')) {
    throw new AppError('invalid', 'A site at an https address needs AUTH_SECRET. Make one: openssl rand -base64 32')
  }
  return keptSecret(path.join(dataDir, 'secret'))
}

function keptSecret(file: string): string {
  mkdirSync(path.dirname(file), { recursive: true })
  try {
    // Fails when it is there, so that two that start at once agree on one.
    writeFileSync(file, randomBytes(fewestBytes).toString('base64url'), { flag: 'wx', mode: 0o600, flush: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const secret = readFileSync(file, 'utf8').trim()
  if (Buffer.byteLength(secret) >= fewestBytes) return secret
  throw new AppError('invalid', `${file} is too short to sign cookies with. Delete it; everybody then signs in anew.`)
}
