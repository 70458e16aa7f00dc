import { getViewer } from '@/lib/accounts'
import { AppError } from '@/lib/errors'
import { deleteDraft, getDraft, saveDraft } from '@/lib/postmortems'
import { draftKeySchema, sentDraftSchema } from '@/lib/postmortems/schema'
import { requireSameOrigin } from '../../../same-origin'
import { meantFor } from '../../meant-for'
import { readJson, requireValid } from '../../read-json'
import { respond } from '../../respond'

// Every sign of a text may take six in JSON.
const mostBytes = 2 * 1024 * 1024

type Context = { params: Promise<{ key: string }> }

/** `GET /api/drafts/{key}`: one's draft as `{"draft": …}`, null where there is none of that key. For pages alone. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const viewer = meantFor(request, await getViewer())
    return { draft: (await getDraft(viewer, await keyOf(params))) ?? null }
  })
}

/** `PUT /api/drafts/{key}` with `{"text", "version"}`: saves it, or answers `{"ok": false}` with what was saved since. */
export function PUT(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const viewer = meantFor(request, await getViewer())
    const sent = requireValid(sentDraftSchema, await readJson(request, mostBytes), 'This is no draft')
    return saveDraft(viewer, { key: await keyOf(params), ...sent })
  })
}

/** `DELETE /api/drafts/{key}`: deletes it, however often it is asked for. */
export function DELETE(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    requireSameOrigin(request.headers)
    await deleteDraft(meantFor(request, await getViewer()), await keyOf(params))
    return { ok: true }
  })
}

async function keyOf(params: Context['params']): Promise<string> {
  const key = draftKeySchema.safeParse((await params).key)
  if (!key.success) throw new AppError('not-found', 'A draft’s key has 16 to 64 letters, digits and hyphens.')
  return key.data
}
