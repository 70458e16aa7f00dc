import { AppError } from '@/lib/errors'
import { search } from '@/lib/search'
import { searchQuerySchema } from '@/lib/search/schema'
import { respond } from '../respond'
import { requireMember } from '../../session'

/** `GET /api/search?q=&kind=&lesson=&limit=&offset=`: the hits of a query, as the search page shows them. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    await requireMember(request)
    const { searchParams } = new URL(request.url)
    const names = [...new Set(searchParams.keys())]
    const values = Object.fromEntries(
      names.map((name) => {
        const all = searchParams.getAll(name)
        return [name, all.length === 1 ? all[0] : all]
      }),
    )
    const parsed = searchQuerySchema.safeParse(values)
    if (!parsed.success)
      throw new AppError('invalid', `${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`)
    return search(parsed.data)
  })
}
