import { describe, expect, test } from 'vitest'
import type { LibraryDocument } from '@/lib/library'
import { createDocuments } from './documents'
import { narrow } from './filters'
import { documentOf } from './fixtures'
import { filtersSchema } from './schema'

const postmortem = (id: string, given: object): { document: LibraryDocument } => ({
  document: { ...documentOf({ id }), ...given },
})
const action = { text: 'Add a test', owner: 'Ada', due: '2026-12-01', state: 'open' }
const all = [
  postmortem('a', {
    severity: 'major',
    tags: ['Join'],
    authors: ['Ada'],
    happened: '2026-03-01T13:30Z',
    actions: [action],
  }),
  postmortem('b', { severity: 'minor', tags: ['join', 'sql'], happened: '2025', failureClass: ['evaluation'] }),
  postmortem('c', {
    severity: 'minor',
    tags: ['sql'],
    authors: ['Zoë'],
    happened: '2025-06-01',
    status: 'closed',
    actions: [action],
  }),
  { document: documentOf({ id: 'l', kind: 'lesson', lessons: [3], tags: ['sql'] }) },
]
const documents = createDocuments()
all.forEach(({ document }, number) => documents.put(number, document))
const narrowed = (given: object, readIds: string[] = []) =>
  narrow({
    all: all.map(({ document }, number) => ({ number, document })),
    documents,
    filters: filtersSchema.parse(given),
    asker: { readIds: new Set(readIds) },
  })
const ids = (...given: Parameters<typeof narrowed>) =>
  narrowed(...given)
    .found.map(({ document }) => document.id)
    .join('')

describe('narrow', () => {
  test.each([
    [{}, 'abcl'],
    [{ kind: 'lesson' }, 'l'],
    [{ lesson: 3 }, 'l'],
    [{ severity: ['major', 'minor'] }, 'abc'],
    [{ class: 'evaluation' }, 'b'],
    [{ tag: 'join' }, 'ab'],
    [{ author: 'zoe' }, 'c'],
    [{ year: 2025 }, 'bc'],
    [{ is: 'open' }, 'a'],
    [{ before: '2026-01-01' }, 'bc'],
    [{ after: '2025-06-01' }, 'al'],
    [{ after: '2026-03-01' }, ''],
    [{ after: '2026-02-28' }, 'a'],
    [{ after: '2024-12-31', kind: 'postmortem' }, 'abc'],
    [{ before: '2025-06-02' }, 'c'],
    [{ before: '2026-03-01' }, 'bcl'],
    [{ severity: 'minor', tag: 'sql' }, 'bc'],
    [{ tag: 'nothing' }, ''],
  ])('%j leaves %s', (given, left) => {
    expect(ids(given)).toBe(left)
  })

  test('tells what somebody has not read', () => {
    expect(ids({ is: 'unread' }, ['a', 'l'])).toBe('bc')
  })

  test('each facet counts what passes all filters but its own', () => {
    const { facets } = narrowed({ severity: 'minor', tag: 'sql' })
    expect(facets.severity.map(({ value, count }) => [value, count])).toEqual([
      ['near-miss', 0],
      ['minor', 2],
      ['major', 0],
      ['critical', 0],
    ])
    expect(facets.tag).toEqual([
      { value: 'sql', count: 2 },
      { value: 'join', count: 1 },
    ])
    expect(facets.kind).toEqual([
      { value: 'lesson', count: 0 },
      { value: 'toy-problem', count: 0 },
      { value: 'postmortem', count: 2 },
    ])
  })

  test('a value that was chosen is listed as it was chosen, once', () => {
    expect(narrowed({ tag: 'JOIN' }).facets.tag).toEqual([
      { value: 'JOIN', count: 2 },
      { value: 'sql', count: 3 },
    ])
  })

  test('a value that was chosen stays listed when nothing has it', () => {
    expect(narrowed({ tag: 'gone' }).facets.tag[0]).toEqual({ value: 'gone', count: 0 })
  })
})
