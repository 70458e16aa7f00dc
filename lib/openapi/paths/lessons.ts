import { noReader, refusals } from '../refusals'
import { json, refTo } from '../schemas'
import { readers, type Place } from '../security'
import type { Paths } from '../shape'

/** The lessons. */
export function lessonPaths(place: Place): Paths {
  return {
    '/api/lessons': {
      get: {
        operationId: 'listLessons',
        summary: 'List the lessons that have been written',
        tags: ['Lessons'],
        security: readers(place),
        responses: {
          200: { description: 'Their numbers, titles and addresses.', content: json(refTo('LessonList')) },
          ...refusals(noReader),
        },
      },
    },
  }
}
