import { getOverview } from '@/lib/library'
import type { LessonList } from '@/lib/library/answer-schema'
import { respond } from '../respond'
import { requireMember } from '../../session'

/** `GET /api/lessons`: number, title and address of the lessons that have been written, in their order. */
export function GET(request: Request): Promise<Response> {
  return respond(async (): Promise<LessonList> => {
    await requireMember(request)
    const { lessons } = await getOverview()
    return { lessons: lessons.flatMap(({ number, title, url }) => (title && url ? [{ number, title, url }] : [])) }
  })
}
