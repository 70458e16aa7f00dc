import { similarTo } from '@/lib/search'
import type { SimilarAnswer } from '@/lib/search/answer-schema'
import { similarQuerySchema } from '@/lib/search/schema'
import { parseJson, readText, requireType, requireValid } from '../read-json'
import { respond } from '../respond'
import { requireMember } from '../../session'

const mostBytes = 128 * 1024

/** `POST /api/similar`, `{"to": {"text"} or {"id"}, "kinds", "without", "limit"}`: the documents nearest to it, as cards. */
export function POST(request: Request): Promise<Response> {
  return respond(async () => {
    await requireMember(request)
    requireType(request, ['application/json'])
    const query = requireValid(similarQuerySchema, parseJson(await readText(request, mostBytes)))
    const answer: SimilarAnswer = { documents: await similarTo(query) }
    return answer
  })
}
