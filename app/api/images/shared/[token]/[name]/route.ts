import { getViewer } from '@/lib/accounts'
import { getSharedImage } from '@/lib/postmortems'
import { respond } from '../../../../respond'
import { imageResponse } from '../../../image-response'

type Context = { params: Promise<{ token: string; name: string }> }

/** A picture of a shared draft, for whoever has its link and an account; proxy.ts gives it a policy of its own. */
export function GET(_request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const { token, name } = await params
    return imageResponse(await getSharedImage(await getViewer(), token, name))
  })
}
