/** The severities in words, in the order of lib/library/schema.ts; a test holds the two together. */
export const severityChoices = [
  { value: 'near-miss', word: 'Near miss.', help: 'Noticed before anybody was touched.' },
  {
    value: 'minor',
    word: 'Minor.',
    help: 'A few people or decisions were touched, and it was put right without loss.',
  },
  { value: 'major', word: 'Major.', help: 'Many people, decisions or real money were touched.' },
  { value: 'critical', word: 'Critical.', help: 'Lasting harm to people or to the organisation.' },
] as const

/** The kinds of failure; kept out of the schema's module so that the browser does not load the whole of zod. */
export const failureClassNames = [
  'none of these',
  'data quality',
  'label quality',
  'leakage',
  'drift',
  'train-serve skew',
  'evaluation',
  'feedback loop',
  'training bug',
  'pipeline or infrastructure',
  'communication',
] as const

/** Who or what may have noticed a failure. */
export const detectedByNames = ['alert', 'dashboard', 'person inside', 'user', 'luck'] as const

/** What an action may be for. */
export const actionKinds = ['mitigate', 'prevent', 'detect', 'process'] as const

/** Where an action may stand. */
export const actionStates = ['open', 'done', 'dropped'] as const

/** Where a published postmortem may stand. */
export const statusNames = ['published', 'closed'] as const

/** Most characters of a body; a longer one is not sent at all. */
export const mostBody = 256 * 1024
