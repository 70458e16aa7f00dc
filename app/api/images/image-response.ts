import { notFound } from 'next/navigation'
import type { DraftImage } from '@/lib/postmortems'

/** The answer with a picture of a draft: what only some may see is kept by no cache between. */
export function imageResponse(image: DraftImage | undefined): Response {
  if (!image) notFound()
  const caching = { 'cache-control': 'no-cache, private' }
  if ('address' in image) return new Response(null, { status: 307, headers: { location: image.address, ...caching } })
  return new Response(new Uint8Array(image.bytes), { headers: { 'content-type': 'image/webp', ...caching } })
}
