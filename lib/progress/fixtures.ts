import fc from 'fast-check'
import { marksOf, settle } from './marks'
import { progressStates, type Mark, type ProgressRecord } from './schema'

/** A time for tests, so many minutes into a day. */
export function minute(minutes: number): string {
  return new Date(Date.UTC(2026, 0, 5, 9, minutes)).toISOString()
}

// Few values each, so that equal times, keys and versions meet often.
const time = fc.integer({ min: 0, max: 5 }).map(minute)
const link = fc.constantFrom('https://a.example/1', 'https://a.example/2')
const mark: fc.Arbitrary<Mark> = fc.record(
  {
    state: fc.constantFrom(...progressStates),
    source: fc.constantFrom('auto', 'manual'),
    stateAt: time,
    readAt: time,
    appliedLink: link,
  },
  { requiredKeys: ['state', 'source', 'stateAt'] },
)
const key = fc.constantFrom('a', 'b', 'constructor')
const version = fc.constantFrom('aa', 'bb', 'cc')
const markKey = fc.constantFrom('', 'aa', 'bb', 'cc', ':opened', 'aa:auto', 'bb:auto', 'cc:opened')

/** Any record of one document, as the product could have written it. */
export const anyRecord: fc.Arbitrary<ProgressRecord> = fc
  .record(
    {
      documentId: fc.constant('abcdefgh'),
      kind: fc.constantFrom('lesson', 'postmortem'),
      lesson: fc.integer({ min: 1, max: 12 }),
      firstOpenedAt: time,
      lastSeenAt: time,
      lastSection: fc.record(
        { id: key, heading: key, part: fc.constantFrom(0, 0.25, 1), at: time },
        { requiredKeys: ['id', 'heading', 'at'] },
      ),
      versionRead: version,
      otherMarks: fc.dictionary(markKey, mark),
      ticks: fc.dictionary(key, fc.record({ on: fc.boolean(), at: time })),
      answers: fc.dictionary(
        key,
        fc.record(
          { value: key, confidence: fc.nat(100), right: fc.boolean(), at: time },
          { requiredKeys: ['value', 'at'] },
        ),
      ),
    },
    { requiredKeys: ['documentId', 'firstOpenedAt', 'lastSeenAt', 'otherMarks', 'ticks', 'answers'] },
  )
  .chain((record) => mark.map((own): ProgressRecord => ({ ...record, ...own })))
  .map((record) => plain(settle(record, marksOf(record))))

/** Any record with marks of more versions than are kept, by few times, so that which of them go is close. */
export const anyRecordOfManyVersions: fc.Arbitrary<ProgressRecord> = fc
  .tuple(
    anyRecord,
    fc.dictionary(
      fc.integer({ min: 16, max: 150 }).map((number) => number.toString(16)),
      mark,
      { minKeys: 40, maxKeys: 130 },
    ),
  )
  .map(([record, otherMarks]) => plain(settle(record, marksOf({ ...record, otherMarks }))))

/** Any progress with a few documents. */
export const anyProgress = fc
  .dictionary(fc.constantFrom('abcdefgh', 'constructor', 'zzzzzzzz'), anyRecord)
  .map((progress) =>
    Object.fromEntries(Object.entries(progress).map(([id, record]) => [id, { ...record, documentId: id }])),
  )

// What storage gives back: dictionaries of fast-check may have no prototype.
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
