import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyProgress, minute } from './fixtures'
import { readOperations } from './operations'
import { isAppliedLink, parseProgress, progressLimits } from './schema'
import { answer, openDocument, seeSection } from './transitions'

const record = openDocument(undefined, { documentId: 'abcdefgh', kind: 'lesson', lesson: 7, at: minute(1) })
const stored = (...changes: object[]) => JSON.stringify({ abcdefgh: Object.assign({}, record, ...changes) as object })

describe('parseProgress', () => {
  test('reads what was stored', () => {
    fc.assert(
      fc.property(anyProgress, (progress) => {
        expect(parseProgress(JSON.stringify(progress))).toEqual(progress)
      }),
    )
  })

  test.each([
    undefined,
    null,
    '',
    '{',
    '[]',
    'null',
    '7',
    '"x"',
    '{"abcdefgh":null}',
    '{"abcdefgh":[]}',
    '{"__proto__":{"state":"read"}}',
  ])('makes nothing of %s', (text) => {
    expect(parseProgress(text)).toEqual({})
  })

  test.each([
    { documentId: 'another1' },
    { state: 'done' },
    { lesson: 13 },
    { kind: 'post' },
    { lastSeenAt: 'yesterday' },
    { lastSeenAt: '2026-99-01T00:00:00.000Z' },
    { firstOpenedAt: 5 },
    { source: undefined },
    { appliedLink: 'javascript:alert(1)' },
    { versionRead: '<b>' },
  ])('drops a record with %j', (change) => {
    expect(parseProgress(stored(change))).toEqual({})
  })

  test('drops only what is broken inside a record, and what it does not know', () => {
    const text = stored({
      extra: 1,
      lastSection: { id: 's', heading: 'S', part: 1.5, at: minute(1) },
      otherMarks: { aa: { state: 'x' }, '<b>': { state: 'read', source: 'auto', stateAt: minute(0) } },
      ticks: {
        good: { on: true, at: minute(1) },
        bad: { on: 'yes', at: minute(1) },
        '': { on: true, at: minute(1) },
      },
      answers: {
        good: { value: 'a', at: minute(1), confidence: 50 },
        bad: { value: 'a', at: minute(1), confidence: 101 },
      },
    })
    expect(parseProgress(text)).toEqual({
      abcdefgh: {
        ...record,
        ticks: { good: { on: true, at: minute(1) } },
        answers: { good: { value: 'a', at: minute(1), confidence: 50 } },
      },
    })
  })

  test('drops texts with characters that are none, and keeps the lines of an answer', () => {
    const at = minute(1)
    const text = stored({
      lastSection: { id: 's', heading: 'Nul\u0000', at },
      ticks: { 'a\u0000': { on: true, at }, 'a\u0085': { on: true, at }, '\ud800': { on: true, at } },
      answers: {
        lines: { value: 'one\r\n\ttwo', at },
        nul: { value: 'a\u0000', at },
        escape: { value: '\u001b[2J', at },
        half: { value: '\udc00', at },
      },
    })
    expect(parseProgress(text)).toEqual({ abcdefgh: { ...record, answers: { lines: { value: 'one\r\n\ttwo', at } } } })
  })

  test('never pollutes a prototype', () => {
    const tick = `{"on":true,"at":"${minute(1)}"}`
    const parsed = parseProgress(stored().replace('"ticks":{}', `"ticks":{"__proto__":${tick},"constructor":${tick}}`))
    expect(Object.keys(parsed.abcdefgh?.ticks ?? {})).toEqual(['constructor'])
    expect(({} as { on?: boolean }).on).toBeUndefined()
  })

  test('keeps the newest records and entries only', () => {
    const ids = Array.from({ length: progressLimits.records + 3 }, (_, index) => `id${String(index).padStart(6, '0')}`)
    const many = Object.fromEntries(
      ids.map((documentId, index) => [documentId, { ...record, documentId, lastSeenAt: minute(index) }]),
    )
    const parsed = parseProgress(JSON.stringify(many))
    expect(Object.keys(parsed)).toHaveLength(progressLimits.records)
    expect(ids.slice(0, 3).filter((id) => parsed[id])).toEqual([])
    const ticks = Object.fromEntries(ids.slice(0, 250).map((id, index) => [id, { on: true, at: minute(index) }]))
    expect(Object.keys(parseProgress(stored({ ticks })).abcdefgh?.ticks ?? {})).toHaveLength(progressLimits.entries)
  })

  test('never throws, whatever is stored', () => {
    fc.assert(fc.property(fc.json(), (text) => void parseProgress(text)))
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) => void parseProgress(stored({ ticks: value, otherMarks: value, lastSection: value })),
      ),
    )
  })
})

describe('a link to the work', () => {
  test.each([
    'https://git.example.org/team/change/12',
    'http://127.0.0.1:8080/run?id=7#loss',
    'https://example.org/a%20b?next=https://example.org/@ada',
    'HTTPS://EXAMPLE.ORG',
  ])('may be %s', (link) => {
    expect(isAppliedLink(link)).toBe(true)
  })

  test.each([
    ['a script', 'javascript:alert(1)'],
    ['data', 'data:text/html,x'],
    ['mail', 'mailto:ada@example.org'],
    ['no host', 'https://'],
    ['no slashes', 'https:example.org'],
    ['a path', '/lessons'],
    ['a broken address', 'https://exa mple.org'],
    ['a broken port', 'https://example.org:port/'],
    ['a user', 'https://example.org@evil.example/'],
    ['a user and a password', 'https://a:b@evil.example/'],
    ['an empty user', 'https://:@evil.example/'],
    ['a backslash', 'https://example.org\\@evil.example/'],
    ['NUL', 'https://example.org/\u0000'],
    ['an escaped NUL', 'https://example.org/%00'],
    ['a line break', 'https://example.org/\nx'],
    ['a tab', 'https://exam\tple.org/'],
    ['a C1 control', 'https://example.org/\u0085'],
    ['a bidi override', 'https://example.org/\u202egnp.exe'],
    ['a bidi isolate', 'https://example.org/\u2066x'],
    ['a zero-width space', 'https://example.org/\u200bx'],
    ['a zero-width joiner', 'https://example.org/\u200dx'],
    ['a byte order mark', 'https://example.org/\ufeff'],
    ['a soft hyphen', 'https://exam\u00adple.org/'],
    ['a filler', 'https://example.org/\u3164'],
    ['half a character', 'https://example.org/\ud800'],
    ['2,001 characters', `https://example.org/${'a'.repeat(1981)}`],
  ])('may not be %s', (_, link) => {
    expect(isAppliedLink(link)).toBe(false)
    expect(parseProgress(stored({ appliedLink: link }))).toEqual({})
  })
})

describe('an operation', () => {
  const at = minute(1)
  const isTaken = (change: object) => {
    const [read] = readOperations({ operations: [{ ...record, ...change }] }, Date.parse(minute(2)))
    return read !== undefined && 'record' in read
  }

  test.each([
    ['a link with a user', { state: 'applied', appliedLink: 'https://a@example.org/' }],
    [
      'a link of an earlier mark',
      { otherMarks: { aa: { state: 'applied', source: 'manual', stateAt: at, appliedLink: 'x:y' } } },
    ],
    ['a heading', { lastSection: { id: 's', heading: '\u0000', at } }],
    ['the id of a section', { lastSection: { id: 's\u0007', heading: 'S', at } }],
    ['the key of a tick', { ticks: { '\u0000': { on: true, at } } }],
    ['the key of an answer', { answers: { 'a\n': { value: 'a', at } } }],
    ['an answer', { answers: { a: { value: '\u0000', at } } }],
    ['a name that is none', { ticks: JSON.parse(`{"__proto__":{"on":true,"at":"${at}"}}`) as object }],
    ['ticks that are none', { ticks: 'all' }],
    ['a list of answers', { answers: [{ value: 'a', at }] }],
    ['a key of marks', { otherMarks: { 'aa:other': { state: 'read', source: 'auto', stateAt: at } } }],
  ])('is refused as a whole for %s, where storage drops that part', (_, change) => {
    expect(isTaken({})).toBe(true)
    expect(isTaken(change)).toBe(false)
  })

  test('may have lines and tabs in an answer, and lack what it does not know', () => {
    expect(isTaken({ answers: { a: { value: 'one\n\ttwo', at } } })).toBe(true)
    expect(isTaken({ otherMarks: undefined, ticks: undefined, answers: undefined })).toBe(true)
  })

  test('of the product is never refused for a text that somebody pasted or a heading somebody wrote', () => {
    const about = { documentId: 'abcdefgh', kind: 'lesson', lesson: 7, at } as const
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 3000 }), fc.string({ maxLength: 400 }), (pasted, id) => {
        const answered = answer(record, { documentId: 'abcdefgh', at, key: 'a', value: pasted })
        const seen = seeSection(answered, { ...about, section: { id, heading: pasted } })
        expect(isTaken(seen)).toBe(true)
      }),
    )
    const long = seeSection(record, { ...about, section: { id: 's', heading: `${'a'.repeat(399)}\u{1f600}` } })
    expect(long.lastSection?.heading).toBe('a'.repeat(399))
  })
})
