import { createHash, randomBytes } from 'node:crypto'

/** A new id for a row. */
export function newId(): string {
  return randomBytes(12).toString('base64url')
}

/** A new secret that stands in a link or in a program's settings: 256 bits, safe in an address. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a secret. It is random and long, so a plain hash cannot be turned back. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
