import { getViewer } from '@/lib/accounts'
import { listCode, saveCode, sentCodeSchema } from '@/lib/toys'
import { meantFor } from '../../../meant-for'
import { readJson, requireValid } from '../../../read-json'
import { respond } from '../../../respond'

// Every sign of the code may take six in JSON.
const mostBytes = 512 * 1024

type Context = { params: Promise<{ id: string }> }

/** `GET /api/toy-problems/{id}/code`: the versions of one's own code, newest first, as `{"versions": […]}`. For pages alone. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const viewer = meantFor(request, await getViewer())
    return { versions: await listCode(viewer, (await params).id) }
  })
}

/** `PUT /api/toy-problems/{id}/code` with `{"code", "checks"}`: keeps it, and answers with its version, without the code. */
export function PUT(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const viewer = meantFor(request, await getViewer())
    const { code, checks } = requireValid(sentCodeSchema, await readJson(request, mostBytes), 'This is no code to keep')
    return { version: await saveCode(viewer, { documentId: (await params).id, code, checks }) }
  })
}
