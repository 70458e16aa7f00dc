import fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import { database } from '@/lib/db'
import { codeOf, onEveryDatabase } from '@/lib/db/fixtures'
import type { Viewer } from '@/lib/viewer'
import { anyRecord, minute } from './fixtures'
import { getOutline, getProgress, putProgress } from '.'
import { mergeRecords } from './merge'
import type { ProgressRecord } from './schema'
import { answer, markRead, markUnread, seeSection, setState, tick } from './transitions'

vi.mock('@/lib/library', () => ({
  getDocument: ({ id }: { id: string }) => Promise.resolve(id.startsWith('gone') ? undefined : { id }),
}))

const ada: Viewer = { id: 'ada', name: 'Ada', email: 'ada@example.org', role: 'reader' }
const bob: Viewer = { id: 'bob', name: 'Bob', email: 'bob@example.org', role: 'reader' }
const about = { documentId: 'abcdefgh', kind: 'lesson', lesson: 1 } as const
const read = (at: string) => markRead(undefined, { ...about, at, version: 'aa', source: 'manual' })
const put = (viewer: Viewer | undefined, ...operations: unknown[]) => putProgress(viewer, { operations })

/** A record with something in every field. */
function anyFull(): ProgressRecord {
  const applied = { state: 'applied', appliedLink: 'https://a.example/1' } as const
  const record = setState(read(minute(1)), { ...about, at: minute(2), version: 'bb', ...applied })
  const section = seeSection(record, { ...about, at: minute(3), section: { id: 'a', heading: 'A' } })
  const ticked = tick(section, { documentId: about.documentId, key: 'one', on: true, at: minute(4) })
  return answer(ticked, { documentId: about.documentId, key: 'two', value: 'v', at: minute(5) })
}

onEveryDatabase(() => {
  beforeEach(async () => {
    await database().deleteFrom('users').execute()
    for (const { id, name, email, role } of [ada, bob]) {
      const row = { id, name, email, role, password_hash: null, is_disabled: 0, created_at: minute(0) }
      await database().insertInto('users').values(row).execute()
    }
  })

  test('what is sent is there, for its person and nobody else', async () => {
    expect((await put(ada, read(minute(1)))).results).toEqual([{ ok: true }])
    expect(await getProgress(ada)).toEqual({ abcdefgh: read(minute(1)) })
    expect(await getProgress(bob)).toEqual({})
  })

  test('signed out nothing is read and nothing written', async () => {
    expect(await codeOf(put(undefined, read(minute(1))))).toBe('unauthenticated')
    expect(await codeOf(getProgress(undefined))).toBe('unauthenticated')
  })

  test('somebody whose account has gone meanwhile writes nothing', async () => {
    expect(await codeOf(put({ ...ada, id: 'nobody' }, read(minute(1))))).toBe('unauthenticated')
  })

  test('an outline is all but ticks, answers and marks of other versions', async () => {
    const full = anyFull()
    await put(ada, full)
    expect((await getOutline(ada)).progress).toEqual({
      abcdefgh: { ...full, otherMarks: {}, ticks: {}, answers: {} },
    })
    expect((await getOutline(bob)).progress).toEqual({})
  })

  test('nobody fills the database, at once or bit by bit, and what was there stays', async () => {
    const answers = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => from + index).reduce<ProgressRecord | undefined>(
        (record, key) => answer(record, { ...about, key: String(key), value: 'x'.repeat(2000), at: minute(key) }),
        undefined,
      )
    expect((await put(ada, answers(0, 20))).results).toMatchObject([{ ok: false, reason: /24000 characters/ }])
    expect(await getProgress(ada)).toEqual({})
    expect((await put(ada, answers(0, 9))).results).toEqual([{ ok: true }])
    const { results, progress } = await put(ada, answers(9, 9), { ...read(minute(1)), documentId: 'zzzzzzzz' })
    expect(results).toMatchObject([{ ok: false }, { ok: true }])
    expect(Object.keys(progress.abcdefgh?.answers ?? {})).toHaveLength(9)
    expect(await getProgress(ada)).toEqual(progress)
  })

  test('each operation is taken or refused by itself, with a reason', async () => {
    const ahead = new Date(Date.now() + 25 * 60 * 60 * 1000).toISOString()
    const { results } = await put(
      ada,
      read(minute(1)),
      { ...read(minute(1)), documentId: 'gone1234' },
      { ...read(minute(1)), state: 'mastered' },
      { ...read(minute(1)), userId: 'bob' },
      read(ahead),
      'text',
      null,
      { ...read(minute(1)), documentId: '../../etc' },
    )
    expect(results.map((result) => ('reason' in result ? result.reason : 'taken'))).toEqual([
      'taken',
      expect.stringContaining('no document'),
      expect.stringContaining('A field is missing'),
      expect.stringContaining('no field userId'),
      expect.stringContaining('over a day in the future'),
      expect.stringContaining('is an object'),
      expect.stringContaining('is an object'),
      expect.stringContaining('A field is missing'),
    ])
    expect(Object.keys(await getProgress(ada))).toEqual(['abcdefgh'])
  })

  test('what a database cannot keep is refused by itself, and the rest of the batch is taken', async () => {
    const link = (appliedLink: string, documentId: string) => ({
      ...setState(undefined, { ...about, documentId, at: minute(1), version: 'aa', state: 'applied' }),
      appliedLink,
    })
    const nul = tick(undefined, { documentId: 'ticked12', key: 'a\u0000b', on: true, at: minute(1) })
    const lines = answer(undefined, { documentId: 'answers1', key: 'q', value: 'one\n\ttwo', at: minute(1) })
    const { results } = await put(
      ada,
      link('https://a.example/\u0000', 'applied1'),
      link('https://a.example@evil.example/', 'applied2'),
      nul,
      lines,
      link('https://a.example/1', 'applied3'),
    )
    expect(results.map(({ ok }) => ok)).toEqual([false, false, false, true, true])
    const progress = await getProgress(ada)
    expect(Object.keys(progress).sort()).toEqual(['answers1', 'applied3'])
    expect(progress.answers1?.answers.q?.value).toBe('one\n\ttwo')
  })

  test.each([[undefined], [null], ['x'], [[]], [{}], [{ operations: {} }], [{ operations: [], userId: 'bob' }]])(
    '%j is no batch',
    async (body) => {
      expect(await codeOf(putProgress(ada, body))).toBe('invalid')
    },
  )

  test('a batch has at most 500 operations', async () => {
    const many = Array.from({ length: 501 }, () => read(minute(1)))
    expect(await codeOf(put(ada, ...many))).toBe('too-large')
    expect((await put(ada, ...many.slice(1))).results).toHaveLength(500)
    expect((await put(ada)).results).toEqual([])
  })

  test.each([
    ['ahead', 60],
    ['behind', -60],
  ])('a device whose clock is an hour %s loses nothing, and nothing of the other', async (_, off) => {
    const start = Date.now() - 5 * 60_000
    const right = (minutes: number) => new Date(start + minutes * 60_000).toISOString()
    const wrong = (minutes: number) => right(minutes + off)
    const by = (at: string) => ({ ...about, version: 'aa', source: 'manual', at }) as const
    /** Sends what a device has, and gives what it has then. */
    const sync = async (record: ProgressRecord) => {
      const { results, progress } = await put(ada, record)
      expect(results).toEqual([{ ok: true }])
      return progress.abcdefgh ?? record
    }
    const there = await sync(
      tick(markRead(undefined, by(wrong(0))), { ...about, key: 'there', on: true, at: wrong(0) }),
    )
    let here = await sync(tick(undefined, { ...about, key: 'here', on: true, at: right(1) }))
    expect(here.state).toBe('read')
    expect(Object.keys(here.ticks)).toEqual(['here', 'there'])
    here = await sync(markUnread(here, by(right(2))))
    // The other device comes late with what it had, and then says something itself.
    expect((await sync(there)).state).toBe('unread')
    const again = await sync(markRead(here, by(wrong(3))))
    expect(again.state).toBe('read')
    expect((await sync(here)).state).toBe('read')
    expect((await getProgress(ada)).abcdefgh).toEqual(again)
  })

  test('a manual untick survives an older automatic read that comes late', async () => {
    const unread = markUnread(read(minute(1)), { ...about, at: minute(2), version: 'aa' })
    const late = markRead(undefined, { ...about, at: minute(1), version: 'aa', source: 'auto' })
    await put(ada, unread)
    await put(ada, late)
    expect((await getProgress(ada)).abcdefgh?.state).toBe('unread')
  })

  test('two devices at the same moment lose nothing of each other', async () => {
    const records = Array.from({ length: 12 }, (_, index) =>
      tick(undefined, { documentId: 'abcdefgh', key: `item ${index}`, on: true, at: minute(index) }),
    )
    await Promise.all(records.map((record) => put(ada, record)))
    expect(Object.keys((await getProgress(ada)).abcdefgh?.ticks ?? {})).toHaveLength(12)
  })

  test('reordered, repeated and split, the same operations lead to the same progress', async () => {
    const script = fc
      .array(anyRecord, { minLength: 1, maxLength: 6 })
      .chain((records) =>
        fc.tuple(
          fc.constant(records),
          fc.shuffledSubarray([...records, ...records], { minLength: records.length * 2 }),
          fc.integer({ min: 1, max: 4 }),
        ),
      )
    await fc.assert(
      fc.asyncProperty(script, async ([records, shuffled, size]) => {
        await database().deleteFrom('progress').execute()
        for (let at = 0; at < shuffled.length; at += size) await put(ada, ...shuffled.slice(at, at + size))
        const [first, ...rest] = records
        const expected = rest.reduce<ProgressRecord | undefined>(
          (merged, record) => merged && mergeRecords(merged, record),
          first && mergeRecords(first, first),
        )
        expect((await getProgress(ada)).abcdefgh).toEqual(expected)
      }),
      { numRuns: 25 },
    )
  })

  test('progress goes with its person', async () => {
    await put(ada, read(minute(1)))
    await database().deleteFrom('users').where('id', '=', 'ada').execute()
    expect(await database().selectFrom('progress').selectAll().execute()).toEqual([])
  })
})
