import { getViewer } from '@/lib/accounts'
import { getProgress, putProgress } from '@/lib/progress'
import { readJson } from '../read-json'
import { respond } from '../respond'

const mostBytes = 2 * 1024 * 1024

/** `GET /api/progress`: the progress of the person who asks, by document id. */
export function GET(): Promise<Response> {
  return respond(async () => ({ progress: await getProgress(await getViewer()) }))
}

/** `PUT /api/progress` with `{"operations": [record, …]}`: each is merged or refused by itself, with a reason. */
export function PUT(request: Request): Promise<Response> {
  return respond(async () => putProgress(await getViewer(), await readJson(request, mostBytes)))
}
