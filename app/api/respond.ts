import { unstable_rethrow } from 'next/navigation'
import { randomUUID } from 'node:crypto'
import { AppError, statusOf, type ErrorCode } from '@/lib/errors'

/** When to come back, in seconds, where an error does not say: what is too large may come in smaller parts at once. */
const usualWait: Partial<Record<ErrorCode, number>> = { 'too-large': 0, 'rate-limited': 2, unavailable: 30 }

/** Answers with what `work` gives, as JSON unless it is an answer already, and maps what it throws; the one place where route handlers do so. */
export async function respond(work: () => Promise<unknown>): Promise<Response> {
  try {
    const result = await work()
    return result instanceof Response ? result : reply(200, result as object)
  } catch (error) {
    // What the framework throws to leave a route is none of ours.
    unstable_rethrow(error)
    if (error instanceof AppError) return refusal(error)
    const id = randomUUID().slice(0, 8)
    console.error(`Error ${id}`, error)
    return reply(500, {
      error: 'unexpected',
      message: `Something went wrong on the server. Its log has the details under ${id}.`,
      id,
    })
  }
}

function refusal({ code, message, retryAfter = usualWait[code] }: AppError): Response {
  const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return reply(statusOf[code], { error: code, message }, wait)
}

/** An answer in JSON that nobody keeps. */
export function reply(status: number, body: object, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } })
}
