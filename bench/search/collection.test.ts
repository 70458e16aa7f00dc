import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readDocuments, readJudged } from './collection'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'twelvefold-collection-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const write = (file: string, ...lines: unknown[]) =>
  writeFile(
    path.join(folder, file),
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  )

describe('readDocuments', () => {
  test('reads documents; title and tags may be missing, ids may be numbers, tags may be text', async () => {
    await write(
      'docs.jsonl',
      { id: 1, text: 'one' },
      '',
      { id: 'b', title: 'B', text: '', tags: 'x' },
      { id: 'c', text: 'c', tags: ['y', 'z'] },
    )
    expect(await readDocuments(folder)).toEqual([
      { id: '1', title: '', text: 'one', tags: [] },
      { id: 'b', title: 'B', text: '', tags: ['x'] },
      { id: 'c', title: '', text: 'c', tags: ['y', 'z'] },
    ])
  })

  test.each([
    ['{"id": "a", "text": "cut off', 'line 2: this is not JSON.'],
    ['{"title": "no id"}', 'line 2: `id` is missing or of the wrong kind.'],
    ['{"id": "a", "text": 7}', 'line 2: `text` is missing or of the wrong kind.'],
    ['[]', 'line 2: this is not an object.'],
  ])('%s is refused with its line', async (line, words) => {
    await write('docs.jsonl', { id: 'fine', text: '' }, line)
    await expect(readDocuments(folder)).rejects.toMatchObject({
      code: 'invalid',
      message: `${path.join(folder, 'docs.jsonl')}, ${words}`,
    })
  })

  test('a folder without the files, and one without documents, are refused', async () => {
    await expect(readDocuments(path.join(folder, 'absent'))).rejects.toThrow(/docs\.jsonl cannot be read/)
    await write('docs.jsonl', '')
    await expect(readDocuments(folder)).rejects.toThrow('has no documents')
  })
})

describe('readJudged', () => {
  test('keeps queries with a relevant document, in order', async () => {
    await write('queries.jsonl', { id: 'q1', text: 'one' }, { id: 'q2', text: 'two' }, { id: 'q3', text: 'three' })
    await write(
      'qrels.jsonl',
      { qid: 'q3', did: 'a', rel: 2 },
      { qid: 'q1', did: 'a', rel: 0 },
      { qid: 'q3', did: 'b', rel: 1 },
    )
    expect(await readJudged(folder)).toEqual([
      {
        query: { id: 'q3', text: 'three' },
        relevant: new Map([
          ['a', 2],
          ['b', 1],
        ]),
      },
    ])
  })

  test('is refused without any', async () => {
    await write('queries.jsonl', { id: 'q1', text: 'one' })
    await write('qrels.jsonl', { qid: 'q1', did: 'a', rel: 0 })
    await expect(readJudged(folder)).rejects.toThrow(/No query in .* has a relevant document/)
    await write('qrels.jsonl', { qid: 'q1', rel: 1 })
    await expect(readJudged(folder)).rejects.toThrow('line 1: `did` is missing')
  })
})
