import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { randomFrom, type Random } from './search/random'

const vocabulary =
  'data model label leak split baseline metric drift feature pipeline team score error batch gradient seed review deploy alert paper benchmark sample cohort patient forecast ranking query embedding token threshold precision recall calibration outlier notebook config version dataset training serving latency cache schema migration rollback incident postmortem lesson checklist experiment variance confidence interval bootstrap permutation fold validation test holdout human annotator guideline agreement budget stakeholder deadline meeting update question answer reason evidence claim failure symptom cause remedy owner action owner deadline'.split(
    ' ',
  )
const small = 'the a of to in and that it was is for on with as by from at not be this'.split(' ')
const classes = ['data quality', 'label quality', 'leakage', 'drift', 'train-serve skew', 'evaluation', 'training bug']
const severities = ['near-miss', 'minor', 'major', 'critical']

/** Fills a folder with documents: twelve lessons, toy problems and postmortems in equal parts. The same size gives the same bytes. */
export async function generateContent(folder: string, size: number): Promise<void> {
  await rm(folder, { recursive: true, force: true })
  const random = randomFrom(20_260_101)
  for (let number = 1; number <= 12; number++) {
    const fields = `number: ${number}\nclaim: "${sentence(random)}"`
    await write(
      folder,
      `lessons/lesson-${number}.mdx`,
      document(random, { name: `lesson${number}`, lesson: number, fields }),
    )
  }
  for (let at = 12; at < size; at++) {
    const lesson = 1 + (Math.floor(at / 2) % 12)
    if (at % 2 === 0) {
      const fields = 'minutes: 20\ndifficulty: 2\nlanguage: python'
      const text = document(random, { name: `toy${at}`, lesson, fields })
      await write(folder, `toy-problems/toy-${at}/index.mdx`, text)
      for (const file of ['starter', 'checks', 'solution'])
        await write(folder, `toy-problems/toy-${at}/${file}.py`, 'pass\n')
    } else {
      const happened = `20${10 + Math.floor(random() * 16)}-0${1 + Math.floor(random() * 9)}`
      const fields = `severity: ${pick(random, severities)}\nhappened: ${happened}\nfailureClass: [${pick(random, classes)}]`
      await write(folder, `postmortems/case-${at}.mdx`, document(random, { name: `case${at}`, lesson, fields }))
    }
  }
}

type Given = { name: string; lesson: number; fields: string }

function document(random: Random, { name, lesson, fields }: Given): string {
  const section = () =>
    `## ${sentence(random)}\n\n${paragraph(random)}\n\n- ${sentence(random)}\n- ${sentence(random)}\n\n${paragraph(random)}\n`
  const sections = Array.from({ length: 5 }, section).join('\n')
  const code = '```python\ndef score(rows):\n    return sum(row.hit for row in rows) / len(rows)\n```\n'
  return `---
id: ${name.padEnd(10, '0')}
title: "${sentence(random)}"
summary: "${sentence(random)}."
lessons: [${lesson}]
tags: [${pick(random, vocabulary)}]
created: 2026-01-01
${fields}
---

${sections}
${code}
<Callout kind="note">

${sentence(random)}.

</Callout>
`
}

function paragraph(random: Random): string {
  return Array.from({ length: 5 }, () => `${sentence(random)}.`).join(' ')
}

function sentence(random: Random): string {
  const words = Array.from({ length: 8 }, (_, at) => pick(random, at % 2 === 0 ? small : vocabulary)).join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

// Squared, so that some words are common and most are rare, as in a language.
function pick(random: Random, list: readonly string[]): string {
  return list[Math.floor(random() ** 2 * list.length)] ?? ''
}

async function write(folder: string, file: string, text: string): Promise<void> {
  const target = path.join(folder, file)
  await mkdir(path.dirname(target), { recursive: true })
  await writeFile(target, text)
}
