import { AppError } from '@/lib/errors'
import { requireSameOrigin } from '../same-origin'

/**
 * The JSON of a request that changes something. Throws `forbidden` for another origin, `invalid` for another content
 * type and for what is no JSON, `too-large` as soon as there are more bytes than allowed.
 */
export async function readJson(request: Request, mostBytes: number): Promise<unknown> {
  requireSameOrigin(request.headers)
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new AppError('invalid', 'Send JSON, with the content type application/json.')
  const text = await readText(request, mostBytes)
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid', 'This is not JSON.')
  }
}

async function readText(request: Request, mostBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of request.body ?? []) {
      const bytes = chunk as Uint8Array
      size += bytes.byteLength
      if (size > mostBytes) throw new AppError('too-large', `Send at most ${mostBytes / 1024 / 1024} MB at once.`)
      chunks.push(bytes)
    }
  } catch (error) {
    if (error instanceof AppError) throw error
    // Whoever sent it has gone, and hears no answer.
    throw new AppError('invalid', 'The request broke off.', { cause: error })
  }
  return Buffer.concat(chunks).toString('utf8')
}
