import { cleanIdentity } from '@/lib/git'
import type { Author } from './journal'

/** The environment that names the author and committer; git refuses a name without a letter or digit. */
export function identityEnv({ name, email }: Author): Record<string, string> {
  const cleaned = cleanIdentity(name)
  const shownName = /[\p{L}\p{N}]/u.test(cleaned) ? cleaned : 'A reader'
  const address = cleanIdentity(email).replace(/\s/g, '') || 'reader@localhost'
  return {
    GIT_AUTHOR_NAME: shownName,
    GIT_AUTHOR_EMAIL: address,
    GIT_COMMITTER_NAME: shownName,
    GIT_COMMITTER_EMAIL: address,
  }
}

/** A message that git takes as it is: no control characters, never empty. */
export function cleanMessage(message: string, relativePath: string): string {
  const cleaned = message
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .trim()
  return `${cleaned || `Publish ${relativePath}`}\n`
}
