import { createHash } from 'node:crypto'
import { getSiteSettings } from '@/lib/accounts'
import { getFeed } from '@/lib/feeds'
import { respond } from './api/respond'
import { requireMember } from './session'

/** Answers with the feed at an address, or with 304 to a program that has it as it is. */
export function answerWithFeed(request: Request, address: string): Promise<Response> {
  return respond(async () => {
    await requireMember(request)
    const xml = await getFeed(address, (await getSiteSettings()).siteName)
    const etag = `"${createHash('sha256').update(xml).digest('base64url')}"`
    const headers = { etag, 'cache-control': 'no-cache, private' }
    if (isKnown(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers })
    return new Response(xml, { headers: { ...headers, 'content-type': 'application/atom+xml; charset=utf-8' } })
  })
}

// A proxy that packs an answer makes its tag a weak one.
function isKnown(tags: string | null, etag: string): boolean {
  return (tags ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}
