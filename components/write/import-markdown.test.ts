import { expect, test } from 'vitest'
import { importMarkdown } from './import-markdown'

test('front matter is mapped where names match or are known under another name; the rest is named', () => {
  const text = `\uFEFF---\r
title: The index was stale\r
description: Searches missed new pages.\r
date: 2026-11-02 09:30:00+02:00\r
severity: Near miss\r
lessons: [7, 1]\r
keywords: search, index\r
failureClass: [drift]\r
actions:\r
  - what: Watch the age of the index\r
    kind: detect\r
authors: [Ada]\r
layout: post\r
---\r
\r
## What happened\r
`
  expect(importMarkdown(text)).toEqual({
    fields: {
      title: 'The index was stale',
      summary: 'Searches missed new pages.',
      happened: '2026-11-02T07:30Z',
      severity: 'near-miss',
      lessons: ['7', '1'],
      tags: ['search', 'index'],
      failureClass: ['drift'],
      actions: [{ what: 'Watch the age of the index', kind: 'detect' }],
    },
    body: '## What happened',
    left: ['authors', 'layout'],
  })
})

test('a first heading that says the title again is not in the text; another one is', () => {
  const importOf = (heading: string) => importMarkdown(`---\ntitle: It broke\n---\n\n# ${heading}\n\nText.\n`)
  expect(importOf('It broke')).toEqual({ fields: { title: 'It broke' }, body: 'Text.', left: [] })
  expect(importOf('Why')).toEqual({ fields: { title: 'It broke' }, body: '# Why\n\nText.', left: [] })
})

test('without front matter the first heading is the title', () => {
  expect(importMarkdown('# It broke #\n\nText.\n')).toEqual({ fields: { title: 'It broke' }, body: 'Text.', left: [] })
  expect(importMarkdown('Text.')).toEqual({ fields: {}, body: 'Text.', left: [] })
})

test.each([
  ['severity: SEV1', ['severity']],
  ['lessons: [13]', ['lessons']],
  ['date: soon', ['date']],
  ['actions: later', ['actions']],
  ['title: {a: b}', ['title']],
  ['title: "unclosed', ['the front matter, which is not valid YAML']],
  ['a: &a [*a]', ['the front matter, which is not valid YAML']],
  ['- a list', []],
])('what does not fit is left and named: %s', (yaml, left) => {
  expect(importMarkdown(`---\n${yaml}\n---\nText.`)).toEqual({ fields: {}, body: 'Text.', left })
})
