import { z } from 'zod'
import { searchLimits, searchQuerySchema, similarLimits, type SearchQuery } from '@/lib/search/schema'
import { noReader, refusals, withDoor } from '../refusals'
import { json, refTo } from '../schemas'
import { readers, type Place } from '../security'
import type { JsonSchema, Operation, Parameter, Paths } from '../shape'

const any = 'May be given several times: any of the values suffices.'

const sentences: Record<keyof SearchQuery, string> = {
  q: `What to search for, at most ${searchLimits.words} words; may hold "an exact phrase", -without, and the filters below as words, such as lesson:7, tag:"data join" or is:postmortem. A filter in it that is none is a plain word.`,
  kind: `Kind of document. ${any}`,
  lesson: `Number of a lesson. ${any}`,
  severity: `How bad it was, of postmortems. ${any}`,
  class: `Kind of failure, of postmortems. ${any}`,
  tag: `A tag. ${any}`,
  author: `Name of an author. ${any}`,
  year: `The year it happened, or was written. ${any}`,
  is: 'unread: what the person who asks has not read; open: postmortems with actions that are open. Given both, both hold.',
  before: 'A day: what happened or was written before it, that day not included.',
  after: 'A day: what happened or was written after it, that day not included.',
  limit: 'How many hits to answer at most.',
  offset: 'How many hits to pass over.',
}

/** Searching, and what is similar. */
export function searchPaths(place: Place): Paths {
  return {
    '/api/search': {
      get: {
        operationId: 'search',
        summary: 'Search everything that is published',
        description:
          'What was published, changed or removed before the request is in the answer. An empty query has no hits.',
        tags: ['Search'],
        security: readers(place),
        parameters: describeParameters(),
        responses: {
          200: { description: 'The hits, and what they can be narrowed to.', content: json(refTo('SearchAnswer')) },
          ...refusals({
            invalid: 'A parameter is longer than it may be, or no value of its filter; the message names it.',
            ...noReader,
          }),
        },
      },
    },
    '/api/similar': { post: similar(place) },
  }
}

function similar(place: Place): Operation {
  return {
    operationId: 'findSimilar',
    summary: 'Find what is similar to a document or a text',
    description: 'It writes nothing. None are answered when nothing comes near, or no document has that id.',
    tags: ['Search'],
    security: readers(place),
    requestBody: {
      required: true,
      description: `The id of a document, or a text of at most ${similarLimits.characters} characters.`,
      content: json(refTo('SimilarQuery')),
    },
    responses: {
      200: { description: 'The nearest documents.', content: json(refTo('SimilarAnswer')) },
      ...withDoor(
        refusals({
          invalid: 'It is no JSON, or a field is longer than it may be; the message names it.',
          forbidden: 'It came from a page of another site.',
          'too-large': 'It is larger than any question is.',
          unsupported: 'It is sent as something else than JSON.',
          ...noReader,
        }),
      ),
    },
  }
}

function describeParameters(): Parameter[] {
  const { properties = {} } = z.toJSONSchema(searchQuerySchema, { io: 'input' })
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    description: sentences[name as keyof SearchQuery],
    schema: schema as JsonSchema,
  }))
}
