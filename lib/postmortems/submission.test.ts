import { expect, test } from 'vitest'
import { people } from './fixtures'
import { keyOf, readFile, readNew, readRevised } from './submission'

const key = '0f0e0d0c-1111-2222-3333-444455556666'
const fields = {
  title: 'The score was too good',
  summary: 'A column knew the answer.',
  lessons: [7, 1],
  severity: 'minor',
  happened: '2026-11-02',
}
const front = 'title: The score was too good\nsummary: S\nlessons: [7, 1]\nseverity: minor\nhappened: 2026-11-02\n'

test('one key of two people leads to two documents, and to one at a retry', () => {
  expect(keyOf(people.ada, key)).toBe(keyOf(people.ada, key))
  expect(keyOf(people.ada, key)).not.toBe(keyOf(people.ben, key))
  expect(keyOf(people.ada, null)).not.toBe(keyOf(people.ada, null))
})

test.each(['', 'short', 'x'.repeat(65), '../../../../etc/passwd', 'with a space in it'])(
  'the key %j is refused',
  (given) => {
    expect(() => keyOf(people.ada, given)).toThrow('16 to 64 letters, digits and hyphens')
  },
)

test('fields and body stand side by side', () => {
  expect(readNew({ ...fields, body: 'Text.' }, key)).toMatchObject({
    ok: true,
    input: { key, body: 'Text.', fields: { title: 'The score was too good', lessons: [7, 1] } },
  })
})

test.each<[string, Record<string, unknown>, string, RegExp]>([
  ['a wrong value', { severity: 'awful' }, 'severity', /how bad/],
  ['a missing one', { title: undefined }, 'title', /./],
  ['a wrong value deep inside', { actions: [{ what: 'x', kind: 'nonsense' }] }, 'actions.0.kind', /./],
  ['a field of the server', { id: 'mine00000000' }, 'id', /The server makes this field/],
  ['a field that is none', { colour: 'red' }, 'colour', /no such field/],
  ['an empty body', { body: ' \n' }, 'body', /Write what happened/],
  ['no body', { body: undefined }, 'body', /./],
])('%s is refused by its name', (_, change, field, words) => {
  const read = readNew({ ...fields, body: 'Text.', ...change }, key)
  expect(read).toMatchObject({ ok: false, problems: [{ field, message: expect.stringMatching(words) as string }] })
})

test.each([null, [], 'text', 7])('%j is no postmortem', (value) => {
  expect(() => readNew(value, key)).toThrow('Send an object')
})

test('names that objects have from birth are fields like any other', () => {
  const sent: unknown = JSON.parse('{"__proto__": {"title": "x"}, "constructor": 1, "body": "Text."}')
  expect(readNew(sent, key)).toMatchObject({ ok: false })
})

test('a text over 256 KB is too large, counted in bytes', () => {
  expect(() => readNew({ ...fields, body: 'é'.repeat(128 * 1024 + 1) }, key)).toThrow('at most 256 KB')
})

test('a change names its version and why', () => {
  const change = { ...fields, body: 'Text.', version: 'a'.repeat(64), why: 'Because' }
  expect(readRevised(change, 'places000000')).toMatchObject({ ok: true, input: { id: 'places000000', why: 'Because' } })
  expect(readRevised({ ...change, version: '1', why: '' }, 'places000000')).toMatchObject({
    problems: [{ field: 'version' }, { field: 'why' }],
  })
})

test('of a whole file the given fields are taken, and what the server makes is named', () => {
  const read = readFile(`---\nid: mine00000000\nslug: ../../etc/passwd\nauthors: [Eve]\n${front}---\n\nText.\n`, key)
  expect(read).toMatchObject({ ok: true, ignored: ['id', 'slug', 'authors'], input: { key, body: '\nText.\n' } })
  expect(read.ok && Object.keys(read.input.fields)).not.toContain('id')
})

test('what is wrong in the front matter of a file has its line and its field', () => {
  const read = readFile(`---\n${front}colour: red\nstatus: nonsense\n---\nText.`, key)
  expect(read).toMatchObject({
    ok: false,
    problems: expect.arrayContaining([
      expect.objectContaining({ line: 7, field: 'colour' }),
      expect.objectContaining({ line: 8, field: 'status' }),
    ]) as unknown,
  })
})

test.each([
  'Text alone.',
  '---js\nmodule.exports = {}\n---\n',
  '---\ntitle: "never closed\n---\n',
  '---\na: &x 1\nb: *x\n---\n',
])('the file %j is refused at a place', (text) => {
  expect(readFile(text, key)).toMatchObject({
    ok: false,
    problems: expect.arrayContaining([expect.objectContaining({ line: expect.any(Number) as number })]) as unknown,
  })
})
