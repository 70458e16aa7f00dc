import { callerOfRequest } from '@/lib/accounts'
import { noteMissed } from '@/lib/search'
import { missedSearchSchema } from '@/lib/search/schema'
import { readJson, requireValid } from '../../read-json'
import { respond } from '../../respond'
import { requireMember } from '../../../session'

const mostBytes = 4096

/** `POST /api/search/missed`, `{"q"}`: somebody left a search without opening anything it found. Sent by the site's own pages. */
export function POST(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await requireMember(request)
    const { q } = requireValid(missedSearchSchema, await readJson(request, mostBytes))
    await noteMissed({ q, from: viewer?.id ?? (await callerOfRequest()).address })
    return new Response(null, { status: 204 })
  })
}
