import { expect, test } from 'vitest'
import { bodySections } from './schema'
import { bodyTemplate, listEmptySections, withBlankSections, withoutEmptySections, withSectionsFor } from './sections'

const long = bodyTemplate(bodySections, { isShort: false })
const short = bodyTemplate(bodySections, { isShort: true })

test('the template has a place for the question of every section', () => {
  const empty = listEmptySections(long, bodySections)
  expect(empty.map(({ section }) => section.heading)).toEqual(bodySections.map(({ heading }) => heading))
  expect(empty.every(({ line, promptLine }) => promptLine === line + 1)).toBe(true)
  expect(short.match(/^## .*$/gm)).toEqual(['## Summary', '## Contributing factors', '## What we changed'])
})

test('a section with text, with a part of its own, or in code is not empty', () => {
  const body = '## Summary\nText\n\n## Impact\n\n### People\n\nTen.\n\n```md\n## Timeline\n```\n\n## My own\n'
  expect(listEmptySections(body, bodySections)).toEqual([])
  expect(withoutEmptySections(body, bodySections)).toBe(body)
})

test('what nobody wrote under is not published', () => {
  const written = long.replace('## Impact\n', '## Impact\nTen people.\n')
  expect(withoutEmptySections(written, bodySections)).toBe('## Impact\nTen people.')
  expect(withoutEmptySections(long, bodySections)).toBe('')
  const code = '```\na\n\n\n\nb\n```'
  expect(withoutEmptySections(`${code}\n\n## Impact\n`, bodySections)).toBe(code)
})

test('blanks keep every place', () => {
  const written = `${long}{`
  const blank = withBlankSections(written, bodySections)
  expect(blank).toHaveLength(written.length)
  expect(blank.indexOf('{')).toBe(written.indexOf('{'))
  expect(blank).not.toContain('Impact')
})

test('a near miss drops the other headings and keeps what is written', () => {
  const written = long.replace('## Impact\n', '## Impact\nTen people.\n')
  const shortened = withSectionsFor(written, bodySections, true)
  expect(shortened.match(/^## .*$/gm)).toEqual([
    '## Summary',
    '## Impact',
    '## Contributing factors',
    '## What we changed',
  ])
  expect(shortened).toContain('Ten people.')
  expect(withSectionsFor(long, bodySections, true)).toBe(short)
  expect(withSectionsFor(short, bodySections, false)).toBe(long)
})
