import { getViewer } from '@/lib/accounts'
import { getDraftImage } from '@/lib/postmortems'
import { respond } from '../../../respond'
import { imageResponse } from '../../image-response'

type Context = { params: Promise<{ draft: string; name: string }> }

/** A picture of a draft, for its owner alone; proxy.ts gives it a policy of its own. */
export function GET(_request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const { draft, name } = await params
    return imageResponse(await getDraftImage(await getViewer(), draft, name))
  })
}
