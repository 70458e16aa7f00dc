import { readFile, readdir } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { checkDocument } from '@/lib/library'
import { createDocument } from './create-document'
import { makeTempFolder } from './temp-repository'

const create = async (contentDir: string, title = 'It broke') => createDocument({ contentDir, title, lessons: [3, 7] })

test('a new file passes the checker, and each has an id of its own', async () => {
  const contentDir = await makeTempFolder()
  const files = [await create(contentDir), await create(contentDir)]
  expect(files.map((file) => file.split('/').at(-1))).toEqual(['it-broke.mdx', 'it-broke-2.mdx'])
  const checked = await Promise.all(files.map(async (file) => checkDocument('postmortems/x.mdx', await readFile(file))))
  const fields = checked.map((each) => (each.ok ? each.document.frontMatter : undefined))
  expect(fields.map((each) => each?.lessons)).toEqual([
    [3, 7],
    [3, 7],
  ])
  expect(new Set(fields.map((each) => each?.id)).size).toBe(2)
})

test('ten at once with one title make ten files', async () => {
  const contentDir = await makeTempFolder()
  await Promise.all(Array.from({ length: 10 }, () => create(contentDir)))
  expect(await readdir(`${contentDir}/postmortems`)).toHaveLength(10)
})

test.each([
  ['a lesson that is none', { title: 'T', lessons: [13] }],
  ['no lesson', { title: 'T', lessons: [] }],
  ['an empty title', { title: '', lessons: [3] }],
])('%s is refused, and nothing is written', async (_, given) => {
  const contentDir = await makeTempFolder()
  await expect(createDocument({ contentDir, ...given })).rejects.toMatchObject({ code: 'invalid' })
  expect(await readdir(contentDir)).toEqual([])
})
