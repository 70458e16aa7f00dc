import { AppError } from '@/lib/errors'

/** How one call of git ended, when it did not end well. */
export type GitFailure = {
  error: Error & { code?: unknown; killed?: boolean }
  stderr: string
  /** Whether the folder git was to run in exists; a missing one looks like a missing program. */
  hasFolder: boolean
}

const heldLock = /'?([^'\n]*\.lock)'?: File exists/

const known: [RegExp, string][] = [
  [
    /dubious ownership/,
    'The content folder’s git repository belongs to another user of the server, so git refuses it. ' +
      'Give it to the user who runs Twelvefold (chown -R).',
  ],
  [/not a git repository/, 'The content folder is in no git repository. Restart Twelvefold, which makes one.'],
  [/No space left on device|Out of disk/, 'The server’s disk is full. Free some space and try again.'],
  [/Read-only file system/, 'The server’s disk is read-only. Make the content folder writable and try again.'],
]

/** Puts a failed call of git into words: what happened, what to do. The cause keeps what git said. */
export function gitFailureToError({ error, stderr, hasFolder }: GitFailure): AppError {
  return new AppError('unavailable', words({ error, stderr, hasFolder }), { cause: error })
}

/** What git itself said when `error` comes from a call of git; empty otherwise. */
export function gitAnswer(error: unknown): string {
  return error instanceof AppError && error.cause instanceof Error ? error.cause.message : ''
}

/** Whether a call of git failed because another one holds a lock of the repository. */
export function isLockHeld(error: unknown): boolean {
  return heldLock.test(gitAnswer(error))
}

function words({ error, stderr, hasFolder }: GitFailure): string {
  if (!hasFolder) return 'The content folder is missing on the server. Put it back, or set CONTENT_DIR.'
  if (error.code === 'ENOENT') {
    return 'Git was not found on the server. Install git (https://git-scm.com) and restart Twelvefold.'
  }
  if (error.killed) return 'Git took longer than 10 seconds and was stopped. Try again in a moment.'
  const lock = heldLock.exec(stderr)
  if (lock) return lockWords(lock[1] ?? 'the lock')
  const match = known.find(([pattern]) => pattern.test(stderr))
  if (match) return match[1]
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const line = lines.find((candidate) => /^(?:fatal|error):/.test(candidate)) ?? lines[0] ?? error.message
  // Where things are on the server is no reader's business.
  const shown = line.replace(/(?:[a-z]:)?\/[^'\n]*?(?=\.git\/)/gi, '').slice(0, 300)
  return `Git could not do its part in the content folder. It says: ${shown}`
}

function lockWords(file: string): string {
  const shown = file.slice(Math.max(file.lastIndexOf('.git/'), 0))
  return (
    'Another git program is at work in the content folder, or one died there and left its lock. ' +
    `Try again in a moment; if no git program is running, delete \`${shown}\` on the server.`
  )
}
