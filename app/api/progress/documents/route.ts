import { AppError } from '@/lib/errors'
import { listCards } from '@/lib/library'
import { cardIdsSchema } from '@/lib/library/schema'
import { respond } from '../../respond'
import { requireMember } from '../../../session'

/** `GET /api/progress/documents?ids=a,b`: the cards of those documents that are there now. The browser keeps the progress. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    await requireMember(request)
    const ids = cardIdsSchema.safeParse(new URL(request.url).searchParams.get('ids') ?? '')
    if (!ids.success)
      throw new AppError('invalid', 'Name at most 300 ids of 8 to 16 letters and digits, with commas between them.')
    return { documents: await listCards(ids.data) }
  })
}
