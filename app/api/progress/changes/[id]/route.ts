import { AppError } from '@/lib/errors'
import { getChange, readReads } from '@/lib/progress'
import { respond } from '../../../respond'
import { requireMember } from '../../../../session'

type Context = { params: Promise<{ id: string }> }

/** `GET /api/progress/changes/{id}?since=version`: how a document differs from that version; null when it hardly does. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    await requireMember(request)
    const { id } = await params
    const [read, ...more] = readReads(`${id}:${new URL(request.url).searchParams.get('since') ?? ''}`)
    if (!read || more.length > 0) throw new AppError('invalid', 'Name one document, and the version since which.')
    return { change: (await getChange(read.documentId, read.versionRead)) ?? null }
  })
}
