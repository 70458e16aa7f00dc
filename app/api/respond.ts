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

/** Answers with what `work` gives, as JSON unless it is an answer already, and maps what it throws; the one place where route handlers do so. */
export async function respond(work: () => Promise<unknown>): Promise<Response> {
  try {
    const result = await work()
    return result instanceof Response ? result : Response.json(result, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    // What the framework throws to leave a route is none of ours.
    unstable_rethrow(error)
    if (error instanceof AppError) return answer(statusOf[error.code], { error: error.code, message: error.message })
    const id = randomUUID().slice(0, 8)
    console.error(`Error ${id}`, error)
    return answer(500, {
      error: 'unexpected',
      message: `Something went wrong on the server. Its log has the details under ${id}.`,
      id,
    })
  }
}

function answer(status: number, body: object): Response {
  const headers = { 'cache-control': 'no-store', ...(status === 429 && { 'retry-after': '2' }) }
  return Response.json(body, { status, headers })
}
