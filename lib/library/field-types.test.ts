import { expect, test } from 'vitest'
import { checkDocument } from './check'

const check = (title: string, address = 'https://example.org') =>
  checkDocument(
    'postmortems/x.mdx',
    `---\nid: hidden000000\ntitle: ${title}\nsummary: S\nlessons: [7]\ncreated: 2026-01-01\nseverity: minor\nhappened: 2026\nsources:\n  - title: S\n    address: ${address}\n---\n\nText.\n`,
  )

test.each(['"\\e[2J"', '"a\\0b"', '"a\\u202Eb"', '"a\\x9bb"', '"a\\uD800b"'])(
  'what readers cannot see does not come in by an escape: %s',
  async (title) => {
    expect(await check(title)).toMatchObject({ ok: false, problems: [{ line: 3, field: 'title' }] })
  },
)

test('emoji, accents and line ends are text', async () => {
  expect(await check('"Café 👩‍👩‍👧 \\U0001F389\\nnext"')).toMatchObject({ ok: true })
})

test('an address holds nothing that readers cannot see', async () => {
  expect(await check('T', '"https://example.org/a\\u202Eb"')).toMatchObject({ ok: false })
  expect(await check('T')).toMatchObject({ ok: true })
})

test.each([
  'https://www.bank.example@evil.example/',
  'https://user:word@example.org/',
  'http://',
  'https://[',
  'mailto:ada@example.org',
  '/lessons/x',
])('an address of a source leads where it says, and to the web: not %s', async (address) => {
  expect(await check('T', address)).toMatchObject({ ok: false, problems: [{ field: 'sources.0.address' }] })
})

test('a moment that is missing is asked for in words', async () => {
  const fields = 'id: hidden000000\ntitle: T\nsummary: S\nlessons: [7]\ncreated: 2026-01-01\nseverity: minor'
  const message = expect.stringContaining('Write a year, a month, a day or a time in UTC') as string
  for (const more of ['', '\nhappened: [2026]'])
    expect(await checkDocument('postmortems/x.mdx', `---\n${fields}${more}\n---\n\nText.\n`)).toMatchObject({
      ok: false,
      problems: [{ field: 'happened', message }],
    })
})
