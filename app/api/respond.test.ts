import { expect, test, vi } from 'vitest'
import { AppError, type ErrorCode } from '@/lib/errors'
import { respond } from './respond'

const answerTo = (error: Error) => respond(() => Promise.reject(error))

test.each<[ErrorCode, number, string | null]>([
  ['unauthenticated', 401, null],
  ['forbidden', 403, null],
  ['not-found', 404, null],
  ['invalid', 400, null],
  ['unsupported', 415, null],
  ['conflict', 409, null],
  ['too-large', 413, '0'],
  ['rate-limited', 429, '2'],
  ['unavailable', 503, '30'],
])('%s is answered with %i, words, and when to come back where that helps', async (code, status, wait) => {
  const response = await answerTo(new AppError(code, 'Words.'))
  expect(response.status).toBe(status)
  expect(await response.json()).toEqual({ error: code, message: 'Words.' })
  expect(response.headers.get('retry-after')).toBe(wait)
  expect(response.headers.get('cache-control')).toBe('no-store')
})

test('a limit says itself when to come back', async () => {
  const response = await answerTo(new AppError('rate-limited', 'Words.', { retryAfter: 421 }))
  expect(response.headers.get('retry-after')).toBe('421')
})

test('a fault is answered with an id that stands in the log, and without what went wrong', async () => {
  const log = vi.spyOn(console, 'error').mockReturnValue(undefined)
  const response = await answerTo(new Error('a secret of the server'))
  const body = (await response.json()) as { id: string }
  expect(response.status).toBe(500)
  expect(JSON.stringify(body)).not.toContain('secret')
  expect(log.mock.calls[0]?.[0]).toContain(body.id)
})
