import { changesSince, readReads } from '@/lib/progress'
import { respond } from '../../respond'
import { requireMember } from '../../../session'

/** `GET /api/progress/changes?of=id:version,…`: which of those documents have changed since that version was read. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    await requireMember(request)
    const reads = readReads(new URL(request.url).searchParams.get('of') ?? '')
    return { changes: await changesSince(reads) }
  })
}
