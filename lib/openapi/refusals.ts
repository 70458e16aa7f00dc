import { statusOf, type ErrorCode } from '@/lib/errors'
import { json, refTo } from './schemas'
import type { Answer, JsonSchema } from './shape'

const retryAfter = {
  description: 'After how many seconds to come back.',
  schema: { type: 'integer', minimum: 0 },
} as const

const saysWhen = new Set<ErrorCode>(['too-large', 'rate-limited', 'unavailable'])

/** What a token or a session may lack. */
export const noReader = {
  unauthenticated:
    'The token is unknown, revoked or of a closed account; or the site is for its members, and nothing says who asks.',
} as const

/** Answers that refuse, each with its status, for these reasons, each in a sentence; and the fault that no operation is safe from. */
export function refusals(reasons: Partial<Record<ErrorCode, string>>): Record<string, Answer> {
  const refused = Object.entries(reasons).map(([code, description]) => [
    statusOf[code as ErrorCode],
    refusal(code as ErrorCode, description),
  ])
  const fault = { description: 'A fault of the server.', content: json(refTo('Fault')) }
  return { ...(Object.fromEntries(refused) as Record<string, Answer>), 500: fault }
}

function refusal(code: ErrorCode, description: string): Answer {
  const headers = saysWhen.has(code) && { headers: { 'Retry-After': retryAfter } }
  return { description, ...headers, content: json(refusedAs(code)) }
}

/** The refusal of one reason. */
export function refusedAs(code: ErrorCode): JsonSchema {
  return { ...refTo('Refusal'), properties: { error: { const: code } } }
}

/** What another site's page gets that sends something without a token: words, before any operation is reached. */
export function withDoor(answers: Record<string, Answer>): Record<string, Answer> {
  const { forbidden } = statusOf
  const refused = answers[forbidden]
  if (!refused) return answers
  const words = { 'text/plain': { schema: { type: 'string' } } } as const
  return { ...answers, [forbidden]: { ...refused, content: { ...refused.content, ...words } } }
}
