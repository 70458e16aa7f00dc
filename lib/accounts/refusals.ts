import { AppError, type ErrorCode } from '@/lib/errors'

// In words here, since they reach their page by an address, which anybody could write.
const reasons = {
  failed: [
    'unauthenticated',
    'The sign-in was not finished, or its answer could not be trusted. Nothing has changed; try again.',
  ],
  unverified: [
    'forbidden',
    'The e-mail address of that account is not verified there. Verify it, or use another account.',
  ],
  'not-invited': [
    'forbidden',
    'Nobody has invited the e-mail address of that account. Ask an admin for an invitation to it.',
  ],
  'other-address': [
    'forbidden',
    'The invitation is for another e-mail address than that account’s. Use the account it was sent to.',
  ],
  taken: [
    'conflict',
    'The e-mail address of that account belongs to an account here. Sign in to it, then link the two on your account page.',
  ],
  gone: ['not-found', 'The invitation has been used, withdrawn or is over a week old. Ask for a new one.'],
  closed: ['forbidden', 'Your account here is closed. Ask an admin to open it again.'],
  'linked-already': ['conflict', 'That account is linked to another account here. Unlink it there first.'],
} satisfies Record<string, [ErrorCode, string]>

/** Why somebody who comes from another service does not get in. */
export type Reason = keyof typeof reasons

/** Somebody who comes from another service, refused; the reason can stand in an address. */
export class Refusal extends AppError {
  constructor(readonly reason: Reason) {
    const [code, words] = reasons[reason] as [ErrorCode, string]
    super(code, words)
  }
}

/** The words of a reason as it stands in an address; undefined for what is none. */
export function refusalWords(given: unknown): string | undefined {
  const known = Object.entries(reasons).find(([reason]) => reason === given)
  return known?.[1][1]
}
