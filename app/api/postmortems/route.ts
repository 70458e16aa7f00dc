import { inWhole, keyOf, publishPostmortem, readFile, readNew } from '@/lib/postmortems'
import { sentLimits } from '@/lib/postmortems/schema'
import { parseJson, readText, requireType } from '../read-json'
import { reply, respond } from '../respond'
import { requireWriter } from '../../session'
import { refuse } from './refuse'

/**
 * `POST /api/postmortems`: publishes a postmortem, of a page of this site or of a token that publishes; docs/api.md
 * describes both forms it comes in.
 */
export function POST(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await requireWriter(request)
    const key = keyOf(viewer, request.headers.get('idempotency-key'))
    const type = requireType(request, ['application/json', 'text/markdown'])
    const text = await readText(request, sentLimits.requestBytes)
    const file = type === 'text/markdown' ? readFile(text, key) : undefined
    const sent = file ?? readNew(parseJson(text), key)
    if (!sent.ok) return refuse(sent.problems)
    const published = await publishPostmortem(viewer, sent.input)
    if (!published.ok) return refuse(file ? inWhole(published.problems, text, file.bodyStart) : published.problems)
    const { isNew, id, url, version } = published
    const answer = { id, url, version, ...(file && { ignored: file.ignored }) }
    return reply(isNew ? 201 : 200, answer, { location: url })
  })
}
