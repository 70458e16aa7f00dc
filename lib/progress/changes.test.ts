import { beforeEach, describe, expect, test, vi } from 'vitest'
import { AppError } from '@/lib/errors'
import { changesOf, changesSince, getChange, knownChangesOf, readReads } from './changes'
import { markRead, openDocument, setState } from './transitions'

const library = vi.hoisted(() => ({
  /** The version served of each document. */
  served: new Map<string, string>(),
  /** The texts that git has, by document and version. */
  texts: new Map<string, string>(),
  isBroken: false,
  asked: 0,
}))

vi.mock('@/lib/library', async () => ({
  ...(await import('@/lib/library/compare')),
  getDocument: ({ id }: { id: string }) => {
    const version = library.served.get(id)
    return Promise.resolve(version && { id, path: id, version })
  },
  getMarkdown: async ({ path }: { path: string }, version: string) => {
    library.asked += 1
    if (library.isBroken) throw new AppError('unavailable', 'git is too slow')
    return library.texts.get(`${path} ${version}`)
  },
}))

let count = 0
/** A document of its own for each test, with a text as it was read and one as it is now. */
function document(before: string | undefined, after: string): string {
  const id = `document${count++}`
  library.served.set(id, 'bb')
  if (before !== undefined) library.texts.set(`${id} aa`, before)
  library.texts.set(`${id} bb`, after)
  return id
}

const words = (many: number) => Array.from({ length: many }, (_, index) => `word${index}`).join(' ')

beforeEach(() => {
  library.isBroken = false
  library.asked = 0
})

describe('what a page shows of changes', () => {
  const readOf = (documentId: string) => ({ documentId, state: 'read', versionRead: 'aa' }) as const

  test('is what has been found out, and git is not asked', async () => {
    const ids = [document('One.', words(20)), document('One.', 'One, mended.'), document(undefined, words(20))]
    expect(await knownChangesOf(ids.map(readOf))).toEqual({})
    expect(library.asked).toBe(0)
    await Promise.all(ids.map((id) => getChange(id, 'aa')))
    const asked = library.asked
    expect(await knownChangesOf([...ids, 'gone12345'].map(readOf))).toEqual({
      [ids[0] ?? '']: { versionRead: 'aa', words: 21 },
      [ids[2] ?? '']: { versionRead: 'aa', words: null },
    })
    expect(library.asked).toBe(asked)
  })

  test('is compared once for many who ask at once', async () => {
    const id = document('One.', words(20))
    await Promise.all([1, 2, 3, 4].map(() => getChange(id, 'aa')))
    expect(library.asked).toBe(2)
  })
})

describe('what has changed since it was read', () => {
  test('is nothing up to ten words, and something from eleven on', async () => {
    const [ten, eleven] = [10, 11].map((many) => document('Kept.', `Kept.\n\n${words(many)}`))
    expect(await getChange(ten ?? '', 'aa')).toBeUndefined()
    expect(await getChange(eleven ?? '', 'aa')).toMatchObject({ words: 11, places: [[{ in: 'after' }]] })
  })

  test('counts words that went like words that came', async () => {
    expect(await getChange(document(words(5), words(5).replaceAll('word', 'other')), 'aa')).toBeUndefined()
    expect(await getChange(document(words(6), words(6).replaceAll('word', 'other')), 'aa')).toMatchObject({ words: 12 })
  })

  test('is nothing of the version that is served, nor of what is not there', async () => {
    expect(await getChange(document('One.', words(20)), 'bb')).toBeUndefined()
    expect(await getChange('gone12345', 'aa')).toBeUndefined()
    expect(library.asked).toBe(0)
  })

  test('is unknown of a version that git does not have', async () => {
    const id = document(undefined, words(20))
    expect(await getChange(id, 'aa')).toEqual({})
    expect(await changesSince([{ documentId: id, versionRead: 'aa' }])).toEqual({
      [id]: { versionRead: 'aa', words: null },
    })
  })

  test('is unknown while git fails, and asked again', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const id = document('One.', words(20))
    library.isBroken = true
    expect(await getChange(id, 'aa')).toEqual({})
    expect(log).toHaveBeenCalled()
    library.isBroken = false
    expect(await getChange(id, 'aa')).toMatchObject({ words: 21 })
  })

  test('is found once for all who ask', async () => {
    const id = document('One.', words(20))
    await Promise.all([getChange(id, 'aa'), getChange(id, 'aa')])
    await getChange(id, 'aa')
    expect(library.asked).toBe(2)
  })

  test('is asked of all that is done, whatever it is called, and of nothing else', async () => {
    const ids = Array.from({ length: 5 }, () => document('One.', words(20)))
    const [read = '', tried = '', skipped = '', opened = '', accepted = ''] = ids
    const about = (documentId: string) =>
      ({ documentId, kind: 'lesson', lesson: 1, version: 'aa', at: '2026-01-05T09:00:00.000Z' }) as const
    const records = [
      markRead(undefined, { ...about(read), source: 'auto' }),
      setState(undefined, { ...about(tried), state: 'tried' }),
      setState(undefined, { ...about(skipped), state: 'skipped' }),
      openDocument(undefined, about(opened)),
      markRead(undefined, { ...about(accepted), version: 'bb', source: 'manual' }),
    ]
    const progress = Object.fromEntries(records.map((record) => [record.documentId, record]))
    expect(Object.keys(await changesOf(progress)).sort()).toEqual(ids.slice(0, 2))
  })
})

describe('the reads of a query', () => {
  test('are documents with their versions', () => {
    expect(readReads('')).toEqual([])
    expect(readReads('sf99gjpxac:ab,aaaaaaaa:01')).toEqual([
      { documentId: 'sf99gjpxac', versionRead: 'ab' },
      { documentId: 'aaaaaaaa', versionRead: '01' },
    ])
    const many = (length: number) => Array.from({ length }, () => `aaaaaaaaaaaaaaaa:${'a'.repeat(64)}`).join()
    expect(readReads(many(60))).toHaveLength(60)
    expect(() => readReads(many(61))).toThrow(AppError)
    expect(() => readReads(many(10_000))).toThrow(AppError)
  })

  test.each([
    'sf99gjpxac',
    'sf99gjpxac:',
    ':ab',
    'short:ab',
    'sf99gjpxac:HEAD',
    'sf99gjpxac:--help',
    `sf99gjpxac:${'a'.repeat(65)}`,
    'sf99gjpxac:ab;sf99gjpxac:ab',
    '../../etc:ab',
    '__proto__:ab',
    'sf99gjpxac:ab\n',
    'sf99gjpxac:ab\0',
    'sf99gjpxac:ab,,x',
  ])('may not be %j', (text) => {
    expect(() => readReads(text)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })
})
