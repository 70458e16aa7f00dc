import { cleanIdentity } from '@/lib/git'
import type { Author } from './journal'

/** `Name <address>` as git writes an author or committer; git refuses a name without a letter or digit. */
export function identityOf({ name, email }: Author): string {
  const cleaned = cleanIdentity(name)
  const shownName = /[\p{L}\p{N}]/u.test(cleaned) ? cleaned : 'A reader'
  const address = cleanIdentity(email).replace(/\s/g, '') || 'reader@localhost'
  return `${shownName} <${address}>`
}

/** A message that git takes as it is: no control characters, never empty. */
export function cleanMessage(message: string, relativePath: string): string {
  const cleaned = message
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
  return `${cleaned || `Publish ${relativePath}`}\n`
}
