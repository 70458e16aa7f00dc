import { expect, test } from 'vitest'
import { readForeign } from './read-foreign'

const read = (text: string, name = 'notes/incident.md', lessons = [7]) => readForeign(text, { name, lessons })

function taken(text: string, name?: string) {
  const outcome = read(text, name)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  return outcome.foreign
}

const full = `---
layout: post
title: "The score was too good"
date: 2025-09-29 10:00:00 +0200
categories: [models, leakage]
keywords: leakage, columns
author: Ada Lovelace
description: A column knew the answer.
severity: SEV1
status: Resolved
slug: score-too-good
lessons: [3, 1]
heuristic: If a score is too good, look at the columns.
draft: false
---

# The score was too good

It was written after the outcome.
`

test('the fields of another tool become ours, and what has no place is named with its line', () => {
  const { fields, created, authors, aliases, bodyStart, report } = taken(full)
  expect(fields).toMatchObject({
    title: 'The score was too good',
    happened: '2025-09-29',
    tags: ['leakage', 'columns', 'models'],
    summary: 'A column knew the answer.',
    severity: 'critical',
    status: 'closed',
    lessons: [3, 1],
    heuristic: 'If a score is too good, look at the columns.',
  })
  expect([created, authors, aliases]).toEqual(['2025-09-29', ['Ada Lovelace'], ['score-too-good']])
  expect(full.slice(bodyStart).trim()).toBe('It was written after the outcome.')
  expect(report.took).toContain('happened (from date)')
  expect(report.left).toEqual(['layout (line 2) is no field here'])
})

test('without front matter the heading, the name and the first paragraph do', () => {
  const text =
    '# The *score* was `too` good\n\nSee: <https://example.org/a>\n\n- a list\n\nThe [column](https://x.example) was written *after* the outcome was known.\n'
  const { fields, report } = taken(text, 'notes/2025-09-29-score.md')
  expect(fields).toMatchObject({
    title: 'The score was too good',
    happened: '2025-09-29',
    summary: 'The column was written after the outcome was known.',
    severity: 'minor',
    lessons: [7],
  })
  expect(report.took).toEqual(
    expect.arrayContaining(['happened (the file’s name)', 'severity (minor, assumed)']) as unknown,
  )
  expect(
    taken('Only a paragraph of some length stands in this file.', '2025-09-29-no_title-at-all.md').fields.title,
  ).toBe('No title at all')
})

test('a summary under its heading goes before the first paragraph, and is cut at a sentence', () => {
  const long = 'This is a sentence of some length. '.repeat(20)
  const { fields } = taken(
    `# T\n\nAn introduction that is long enough to be taken.\n\n## TL;DR\n\n${long}\n`,
    '2025-01-01.md',
  )
  expect(fields.summary).toMatch(/^This is.*length\.$/)
  expect(fields.summary.length).toBeLessThanOrEqual(400)
})

test('a heading that says something else than the title stays in the text', () => {
  const text = '---\ntitle: One\ndate: 2025-01-01\nsummary: S\n---\n# Another\n\nText.\n'
  expect(text.slice(taken(text).bodyStart)).toContain('# Another')
})

test.each<[string, string, string, number, RegExp]>([
  ['no date', 'Text that is long enough to be a summary of it.', 'a.md', 1, /There is no date/],
  ['no summary', '# Title\n\n- a list\n', '2025-01-01-a.md', 1, /There is no summary/],
  ['a draft', '---\ntitle: T\nstatus: draft\n---\nText.', 'a.md', 1, /draft/],
  ['a date that is none', '---\ntitle: T\nsummary: S\ndate: 2025-02-31\n---\nText.', 'a.md', 4, /no such date/],
  ['a title of signs', '---\nsummary: S\ntitle: "🎉🎉"\ndate: 2025-01-01\n---\nText.', 'a.md', 3, /letters or digits/],
  ['front matter that is no YAML', '---\nsummary: S\ntitle: "open\n---\nText.', 'a.md', 4, /YAML/],
  ['front matter that runs', '---js\nmodule.exports = {}\n---\n', 'a.md', 1, /exactly/],
  ['front matter in TOML', '+++\ntitle = "x"\n+++\n', 'a.md', 1, /TOML/],
  ['aliases of YAML', '---\na: &x [1]\nb: *x\n---\nText.', 'a.md', 2, /not allowed/],
])('%s is said with its line', (_, text, name, line, words) => {
  expect(read(text, name)).toMatchObject({
    ok: false,
    problems: expect.arrayContaining([
      expect.objectContaining({ line, message: expect.stringMatching(words) as string }),
    ]) as unknown,
  })
})

test('without lessons it says how to give them', () => {
  const outcome = read('Text that is long enough to be a summary.', '2025-01-01-a.md', [])
  expect(outcome).toMatchObject({
    ok: false,
    problems: [{ field: 'lessons', message: expect.stringContaining('--lessons') as string }],
  })
})

test('what stays behind is named: values that cannot stand, addresses that are none', () => {
  const text =
    '---\ntitle: T\nsummary: S\ndate: 2025-01-01\nseverity: apocalyptic\nslug: ../../etc/passwd\nreviewBy: never\n---\n![A chart](img/chart.png) ![Far](https://x.example/a.png)\n'
  const { aliases, report, fields } = taken(text)
  expect([aliases, fields.severity]).toEqual([['passwd'], 'minor'])
  expect(report.left).toEqual([
    'severity (line 5) is not read as severity',
    'reviewBy (line 7) has a value that cannot stand here',
  ])
})
