import { afterEach, expect, test, vi } from 'vitest'
import { uploadImage } from './upload-image'

afterEach(() => vi.unstubAllGlobals())

const file = new Blob(['picture'])

function answerWith(answer: () => Response) {
  const fetched = vi.fn<typeof fetch>(() => Promise.resolve().then(answer))
  vi.stubGlobal('fetch', fetched)
  return fetched
}

test('a picture becomes Markdown that refers to it', async () => {
  const fetched = answerWith(() => Response.json({ name: 'a1.webp', url: '/x' }, { status: 201 }))
  expect(await uploadImage(file, 'a key')).toEqual({ markdown: '![](./a1.webp)' })
  expect(fetched).toHaveBeenCalledWith('/api/images?draft=a%20key', { method: 'POST', body: file })
})

test('what the server refuses comes back in its words', async () => {
  answerWith(() => Response.json({ error: 'invalid', message: 'This is no picture.' }, { status: 400 }))
  expect(await uploadImage(file, 'key')).toEqual({ failed: 'This is no picture.' })
})

test.each([
  ['silence', () => Promise.reject(new TypeError('Failed to fetch')) as never],
  ['no words', () => new Response('<html>', { status: 502 })],
  ['other words', () => Response.json({})],
])('%s leads to words of what to do', async (_, answer) => {
  answerWith(answer)
  expect(await uploadImage(file, 'key')).toEqual({ failed: expect.stringContaining('Add the picture again') as string })
})

test('what is too large is not sent', async () => {
  const fetched = answerWith(() => new Response())
  const big = new Blob([new Uint8Array(5 * 1024 * 1024 + 1)])
  expect(await uploadImage(big, 'key')).toEqual({ failed: expect.stringContaining('at most 5 MB') as string })
  expect(fetched).not.toHaveBeenCalled()
})
