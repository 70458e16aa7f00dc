import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { checkFolder } from '@/lib/library'
import { checkToyProblems } from '@/scripts/toy-checks'
import { createToyProblem } from './create-toy-problem'
import { makeTempFolder } from './temp-repository'

const create = (contentDir: string, title = 'Nothing is zero') =>
  createToyProblem({ contentDir, title, lessons: [3, 7] })

test('a new problem passes the checker and keeps its contract, and each has an id and a folder of its own', async () => {
  const contentDir = await makeTempFolder()
  const files = [await create(contentDir), await create(contentDir)]
  expect(files.map((file) => path.relative(contentDir, file))).toEqual([
    path.join('toy-problems', 'nothing-is-zero', 'index.mdx'),
    path.join('toy-problems', 'nothing-is-zero-2', 'index.mdx'),
  ])
  const report = await checkFolder(contentDir, { compile: true, fix: false })
  expect(report).toMatchObject({ documents: 2, refusals: [], problems: [], broken: [] })
  expect(await checkToyProblems(contentDir)).toEqual({ problems: 2, broken: [] })
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')))
  expect(new Set(texts.map((text) => /^id: (\w+)$/m.exec(text)?.[1])).size).toBe(2)
  expect(texts[0]).toMatch(/^lessons:\n {2}- 3\n {2}- 7$/m)
})

test('ten at once with one title make ten whole folders', async () => {
  const contentDir = await makeTempFolder()
  await Promise.all(Array.from({ length: 10 }, () => create(contentDir)))
  const folders = await readdir(`${contentDir}/toy-problems`)
  expect(folders).toHaveLength(10)
  for (const folder of folders) {
    expect((await readdir(`${contentDir}/toy-problems/${folder}`)).sort()).toEqual([
      'checks.py',
      'index.mdx',
      'solution.py',
      'starter.py',
    ])
  }
})

test.each([
  ['a lesson that is none', { title: 'T', lessons: [13] }],
  ['a lesson that is no number', { title: 'T', lessons: [Number.NaN] }],
  ['no lesson', { title: 'T', lessons: [] }],
  ['an empty title', { title: '', lessons: [3] }],
])('%s is refused, and nothing is written', async (_, given) => {
  const contentDir = await makeTempFolder()
  await expect(createToyProblem({ contentDir, ...given })).rejects.toMatchObject({ code: 'invalid' })
  expect(await readdir(contentDir)).toEqual([])
})
