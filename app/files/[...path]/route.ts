import { notFound } from 'next/navigation'
import { readAsset } from '@/lib/library'

type Context = { params: Promise<{ path: string[] }> }

/** Images beside documents, and nothing else of the content folder. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const asset = await readAsset((await params).path)
  if (!asset) notFound()
  return new Response(new Uint8Array(asset.bytes), {
    headers: {
      'content-type': asset.type,
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-cache',
    },
  })
}
