import { progressLimits } from '@/lib/progress/schema'
import { refusals, withDoor } from '../refusals'
import { json, refTo } from '../schemas'
import { pagesAlone, somebody } from '../security'
import type { Operation, Parameter, Paths } from '../shape'

const tags = ['Progress']

const reader: Parameter = {
  name: 'X-Twelvefold-Reader',
  in: 'header',
  description:
    'Id of the person that a page of the site was made for; refused when somebody else is signed in by now. Programs leave it out.',
  schema: { type: 'string' },
}

/** A person's reading progress. */
export function progressPaths(): Paths {
  return { '/api/progress': { get: read, put: merge } }
}

const read: Operation = {
  operationId: 'readProgress',
  summary: 'Read one’s progress',
  description: 'Of the person who asks, or of the owner of the token.',
  tags,
  security: somebody,
  parameters: [reader],
  responses: {
    200: { description: 'Records by document id.', content: json(refTo('ProgressAnswer')) },
    ...refusals({
      unauthenticated: 'Nothing says who asks, or the token is unknown, revoked or of a closed account.',
      forbidden: 'Somebody else is signed in at this browser by now.',
    }),
  },
}

const merge: Operation = {
  operationId: 'mergeProgress',
  summary: 'Merge what a browser knows into one’s progress',
  description:
    'For pages of the site alone: tokens read. Sending a batch again, late or in another order leads to the same progress.',
  tags,
  security: pagesAlone,
  parameters: [reader],
  requestBody: {
    required: true,
    description: `At most ${progressLimits.operations} records, and ${progressLimits.requestBytes / 1024 / 1024} MB.`,
    content: json(refTo('ProgressBatch')),
  },
  responses: withDoor({
    200: {
      description: 'What came of each, and the records as they are now.',
      content: json(refTo('ProgressOutcome')),
    },
    ...refusals({
      invalid: 'This is no batch.',
      unauthenticated: 'Nobody is signed in.',
      forbidden: 'Another site’s page asks, or somebody else is signed in at this browser by now.',
      'too-large': 'More than it may be.',
      unsupported: 'Another content type, or a content encoding.',
    }),
  }),
}
