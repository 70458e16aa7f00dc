import { searchQuerySchema } from '@/lib/search/schema'
import { requireValid } from '../read-json'
import { respond } from '../respond'
import { searchFor } from '../../search-for'
import { requireMember } from '../../session'

/** `GET /api/search?q=&kind=&lesson=&limit=&offset=`, and every other filter: the hits of a query, as the search page shows them. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await requireMember(request)
    const { searchParams } = new URL(request.url)
    const names = [...new Set(searchParams.keys())]
    const values = Object.fromEntries(
      names.map((name) => {
        const all = searchParams.getAll(name)
        return [name, all.length === 1 ? all[0] : all]
      }),
    )
    return searchFor(viewer, requireValid(searchQuerySchema, values))
  })
}
