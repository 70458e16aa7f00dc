import { serverFields, sentLimits } from '@/lib/postmortems/schema'
import { noReader, refusals, refusedAs, withDoor } from '../refusals'
import { json, refTo } from '../schemas'
import { readers, somebody, type Place } from '../security'
import type { Answer, Operation, Parameter, Paths } from '../shape'

const tags = ['Postmortems']
const location = { description: 'Its address on the site.', schema: { type: 'string' } } as const
const body = `at most ${sentLimits.bodyBytes / 1024} KB of body, ${sentLimits.requestBytes / 1024 / 1024} MB in all`

const id: Parameter = {
  name: 'id',
  in: 'path',
  required: true,
  description: 'Id of a postmortem; publishing answers it, and a page of the site is found by it.',
  schema: { type: 'string' },
}

const key: Parameter = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'The same one with the same text leads to the same page, however often it is sent; keys of two people never meet. Without it every request is a page of its own.',
  schema: { type: 'string', pattern: '^[a-zA-Z0-9-]{16,64}$' },
}

/** Reading, publishing and changing postmortems. */
export function postmortemPaths(place: Place): Paths {
  return {
    '/api/postmortems': { post: publish() },
    '/api/postmortems/{id}': { get: read(place), put: change() },
  }
}

function publish(): Operation {
  const published = { anyOf: [refTo('Published'), refTo('PublishedFile')] }
  const headers = { Location: location }
  return {
    operationId: 'publishPostmortem',
    summary: 'Publish a postmortem',
    description: 'It is live with the answer, and committed in the name of who sent it.',
    tags,
    security: somebody,
    parameters: [key],
    requestBody: {
      required: true,
      description: `Its fields and its body, or a whole Markdown file; ${body}.`,
      content: { ...json(refTo('NewPostmortem')), 'text/markdown': { schema: wholeFile } },
    },
    responses: {
      201: {
        description: 'It is live. A whole file also hears what of it had no effect.',
        headers,
        content: json(published),
      },
      200: {
        description: 'This key has published this text before; version is the present one.',
        headers,
        content: json(published),
      },
      ...refusalsOfText({
        conflict: 'This key has published another text before. Nothing was written; the message has the address.',
      }),
    },
  }
}

const wholeFile = {
  type: 'string',
  description: `Front matter with the fields of NewPostmortem, then the body. Those that the server makes (${serverFields.join(', ')}) may stand in it, and have no effect.`,
} as const

function read(place: Place): Operation {
  return {
    operationId: 'readPostmortem',
    summary: 'Read a postmortem: its fields, its body and its version',
    tags,
    security: readers(place),
    parameters: [id],
    responses: {
      200: { description: 'As it is now.', content: json(refTo('Postmortem')) },
      ...refusals({
        ...noReader,
        'not-found': 'There is no postmortem with this id.',
        conflict: 'Its file cannot be read as it is now; an admin finds out why.',
      }),
    },
  }
}

function change(): Operation {
  return {
    operationId: 'changePostmortem',
    summary: 'Change a postmortem',
    description: 'Whoever published it may, and admins. Sent again after a lost answer it changes nothing more.',
    tags,
    security: somebody,
    parameters: [id],
    requestBody: {
      required: true,
      description: `All of its fields and its body, with the version the change starts from; ${body}.`,
      content: json(refTo('ChangedPostmortem')),
    },
    responses: {
      200: { description: 'The page, and its new version.', content: json(refTo('Published')) },
      ...refusalsOfText({ 'not-found': 'There is no postmortem with this id.' }),
      409: {
        description: 'Somebody has changed the page since, or its file cannot be read. Nothing was written.',
        content: json({ anyOf: [refTo('Conflict'), refusedAs('conflict')] }),
      },
    },
  }
}

/** What stands in the way of a text that is published or changed. */
function refusalsOfText(more: Parameters<typeof refusals>[0]): Record<string, Answer> {
  return withDoor({
    ...refusals({
      ...more,
      unauthenticated: 'The token is unknown, revoked or of a closed account, or nothing says who asks.',
      forbidden: 'The token only reads, who asks may not do this, or another site’s page asks.',
      'too-large': `More than it may be: ${body}.`,
      unsupported: 'Another content type, or a content encoding.',
      'rate-limited': `More than ${sentLimits.perMinute} texts of one person in a minute, whether they were accepted or not.`,
      unavailable: 'The disk or git is not ready; the message says what to do, and nothing is left half done.',
    }),
    400: {
      description:
        'What stands in the way, each with its place or its field; or, without problems, it could not be read.',
      content: json({ anyOf: [refTo('RefusedText'), refusedAs('invalid')] }),
    },
  })
}
