import { unstable_rethrow } from 'next/navigation'
import { randomUUID } from 'node:crypto'
import { AppError, type ErrorCode } from '@/lib/errors'

const statusOf: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  invalid: 400,
  'too-large': 413,
  conflict: 409,
  'rate-limited': 429,
  unavailable: 503,
}

/** When to come back, in seconds, where an error does not say: what is too large may come in smaller parts at once. */
const usualWait: Partial<Record<ErrorCode, number>> = { 'too-large': 0, 'rate-limited': 2, unavailable: 30 }

/** Answers with what `work` gives, as JSON unless it is an answer already, and maps what it throws; the one place where route handlers do so. */
export async function respond(work: () => Promise<unknown>): Promise<Response> {
  try {
    const result = await work()
    return result instanceof Response ? result : Response.json(result, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    // What the framework throws to leave a route is none of ours.
    unstable_rethrow(error)
    if (error instanceof AppError) return refusal(error)
    const id = randomUUID().slice(0, 8)
    console.error(`Error ${id}`, error)
    return answer(500, {
      error: 'unexpected',
      message: `Something went wrong on the server. Its log has the details under ${id}.`,
      id,
    })
  }
}

function refusal({ code, message, retryAfter = usualWait[code] }: AppError): Response {
  const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return answer(statusOf[code], { error: code, message }, wait)
}

function answer(status: number, body: object, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } })
}
