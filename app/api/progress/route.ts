import { getViewer } from '@/lib/accounts'
import { getProgress, putProgress } from '@/lib/progress'
import { progressLimits } from '@/lib/progress/schema'
import { meantFor } from '../meant-for'
import { readJson } from '../read-json'
import { respond } from '../respond'
import { requireMember } from '../../session'

/** `GET /api/progress`: the progress of the person who asks, or of the owner of the token, by document id. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => ({ progress: await getProgress(meantFor(request, await requireMember(request))) }))
}

/**
 * `PUT /api/progress` with `{"operations": [record, …]}`: each is merged or refused by itself, with a reason. For pages
 * alone: tokens read.
 */
export function PUT(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = meantFor(request, await getViewer())
    return putProgress(viewer, await readJson(request, progressLimits.requestBytes))
  })
}
