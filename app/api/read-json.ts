import { isUtf8 } from 'node:buffer'
import { safeParse, type $ZodType, type output } from 'zod/v4/core'
import { AppError } from '@/lib/errors'
import { requireSameOrigin } from '../same-origin'

/**
 * The JSON that a page of this site sends to change something. Throws `forbidden` for another origin, and as `readText`
 * and `parseJson` do.
 */
export async function readJson(request: Request, mostBytes: number): Promise<unknown> {
  requireSameOrigin(request.headers)
  requireType(request, ['application/json'])
  return parseJson(await readText(request, mostBytes))
}

/** The content type of a request, which must be one of some. Throws `unsupported`. */
export function requireType<T extends string>(request: Request, types: readonly T[]): T {
  const sent = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  const type = types.find((one) => one === sent)
  if (type === undefined) throw new AppError('unsupported', `Send it with the content type ${types.join(' or ')}.`)
  if ((request.headers.get('content-encoding') ?? 'identity') === 'identity') return type
  throw new AppError('unsupported', 'Send it as it is, without a content encoding.')
}

/** What was sent, if it is as a schema wants it. Throws `invalid` with `refusal`, if any, and the first thing that is not. */
export function requireValid<T extends $ZodType>(schema: T, sent: unknown, refusal?: string): output<T> {
  const parsed = safeParse(schema, sent)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new AppError('invalid', [refusal, issue?.path.join('.'), issue?.message].filter(Boolean).join(': '))
}

/** What a text says in JSON. Throws `invalid`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid', 'This is not JSON.')
  }
}

/**
 * The text of a request, without a byte order mark. Throws `too-large` as soon as there are more bytes than allowed, and
 * `invalid` for what is no UTF-8.
 */
export async function readText(request: Request, mostBytes: number): Promise<string> {
  const bytes = await readBytes(request, mostBytes)
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes)
  throw new AppError('invalid', 'This is not UTF-8. Save it with that encoding, and send it again.')
}

/** The bytes of a request; throws `too-large` as soon as there are more than allowed. */
export async function readBytes(request: Request, mostBytes: number): Promise<Buffer> {
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
  return Buffer.concat(chunks)
}
