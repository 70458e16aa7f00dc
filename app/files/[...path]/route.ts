import { notFound } from 'next/navigation'
import { readAsset } from '@/lib/library'
import { respond } from '../../api/respond'
import { requireMember } from '../../session'

type Context = { params: Promise<{ path: string[] }> }

/** Images beside documents, and nothing else of the content folder; proxy.ts gives them a policy of their own. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    await requireMember(request)
    const asset = await readAsset((await params).path)
    if (!asset) notFound()
    return new Response(new Uint8Array(asset.bytes), {
      headers: { 'content-type': asset.type, 'cache-control': 'no-cache, private' },
    })
  })
}
