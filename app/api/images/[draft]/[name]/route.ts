import { notFound } from 'next/navigation'
import { getViewer } from '@/lib/accounts'
import { getDraftImage } from '@/lib/postmortems'
import { respond } from '../../../respond'

type Context = { params: Promise<{ draft: string; name: string }> }

/** A picture of a draft, for its owner alone; proxy.ts gives it a policy of its own. */
export function GET(_request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const { draft, name } = await params
    const image = await getDraftImage(await getViewer(), draft, name)
    if (!image) notFound()
    const caching = { 'cache-control': 'no-cache, private' }
    if ('address' in image) return new Response(null, { status: 307, headers: { location: image.address, ...caching } })
    return new Response(new Uint8Array(image.bytes), { headers: { 'content-type': 'image/webp', ...caching } })
  })
}
