import { getViewer } from '@/lib/accounts'
import { imageLimits, keepUpload } from '@/lib/postmortems'
import { requireSameOrigin } from '../../same-origin'
import { readBytes } from '../read-json'
import { respond } from '../respond'

/**
 * `POST /api/images?draft=KEY` with the bytes of a picture: keeps it with a draft of the one who sends it, and answers
 * with `{name, url}`: the text refers to it by its name.
 */
export function POST(request: Request): Promise<Response> {
  return respond(async () => {
    requireSameOrigin(request.headers)
    const viewer = await getViewer()
    const draft = new URL(request.url).searchParams.get('draft') ?? ''
    const upload = await keepUpload(viewer, draft, () => readBytes(request, imageLimits.bytes))
    return Response.json(upload, { status: 201, headers: { 'cache-control': 'no-store' } })
  })
}
