import { readRevised, requirePublished, revisePostmortem } from '@/lib/postmortems'
import { sentLimits } from '@/lib/postmortems/schema'
import { parseJson, readText, requireType } from '../../read-json'
import { reply, respond } from '../../respond'
import { requireMember, requireWriter } from '../../../session'
import { refuse } from '../refuse'

type Context = { params: Promise<{ id: string }> }

/** `GET /api/postmortems/{id}`: its fields, its body, and the version that a change must name. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    await requireMember(request)
    return requirePublished((await params).id)
  })
}

/** `PUT /api/postmortems/{id}`: changes a published one, from the version that it names. */
export function PUT(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const viewer = await requireWriter(request)
    requireType(request, ['application/json'])
    const sent = readRevised(parseJson(await readText(request, sentLimits.requestBytes)), (await params).id)
    if (!sent.ok) return refuse(sent.problems)
    const revised = await revisePostmortem(viewer, sent.input)
    if (revised.ok) {
      const { id, url, version } = revised
      return { id, url, version }
    }
    if ('problems' in revised) return refuse(revised.problems)
    const { theirs, base = null } = revised.conflict
    const message = 'The page has been changed since that version. Nothing was written; bring both texts together.'
    return reply(409, { error: 'conflict', message, theirs, base })
  })
}
