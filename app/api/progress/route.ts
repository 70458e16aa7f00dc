import { getViewer } from '@/lib/accounts'
import { getProgress, putProgress } from '@/lib/progress'
import { readJson } from '../read-json'
import { respond } from '../respond'
import { requireMember } from '../../session'

const mostBytes = 2 * 1024 * 1024

/** `GET /api/progress`: the progress of the person who asks, or of the owner of the token, by document id. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => ({ progress: await getProgress(await requireMember(request)) }))
}

/** `PUT /api/progress` with `{"operations": [record, …]}`: each is merged or refused by itself, with a reason. */
export function PUT(request: Request): Promise<Response> {
  return respond(async () => putProgress(await getViewer(), await readJson(request, mostBytes)))
}
