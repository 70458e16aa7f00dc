import { describe, expect, test } from 'vitest'
import { activityOf } from './activity'
import { nextUp } from './next-up'
import type { Progress } from './schema'
import { markRead, openDocument, tick } from './transitions'

const about = { kind: 'lesson', lesson: 1 } as const
const readOn = (documentId: string, at: string) =>
  markRead(undefined, { ...about, documentId, at, version: 'aa', source: 'manual' })

describe('activity', () => {
  const today = new Date('2026-11-25T23:59:00Z')

  test('is twelve weeks from Monday to Sunday, the last one today’s', () => {
    const weeks = activityOf({}, today)
    expect(weeks).toHaveLength(12)
    expect([weeks[0]?.monday, weeks.at(-1)?.monday]).toEqual(['2026-09-07', '2026-11-23'])
    expect(weeks.every(({ days, documents }) => days.join() === '0,0,0,0,0,0,0' && documents === 0)).toBe(true)
  })

  test('counts a document once a day and once a week', () => {
    const opened = openDocument(undefined, { ...about, documentId: 'aaaaaaaa', at: '2026-11-23T08:00:00.000Z' })
    const ticked = tick(opened, { documentId: 'aaaaaaaa', key: 'x', on: true, at: '2026-11-24T08:00:00.000Z' })
    const again = tick(ticked, { documentId: 'aaaaaaaa', key: 'y', on: true, at: '2026-11-24T23:59:59.000Z' })
    const progress: Progress = { aaaaaaaa: again, bbbbbbbb: readOn('bbbbbbbb', '2026-11-24T00:00:00.000Z') }
    expect(activityOf(progress, today).at(-1)).toEqual({
      monday: '2026-11-23',
      days: [1, 2, 0, 0, 0, 0, 0],
      documents: 2,
    })
  })

  test('of a Sunday lies in the week that it ends', () => {
    const sunday = { aaaaaaaa: readOn('aaaaaaaa', '2026-11-22T23:59:59.999Z') }
    expect(activityOf(sunday, today).at(-2)?.days).toEqual([0, 0, 0, 0, 0, 0, 1])
    expect(activityOf(sunday, new Date('2026-11-22T12:00:00Z')).at(-1)?.days[6]).toBe(1)
  })
})

describe('next up', () => {
  const lessons = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'dddddddd'].map((id) => ({ id }))
  const read = (...ids: string[]): Progress =>
    Object.fromEntries(ids.map((id, index) => [id, readOn(id, `2026-11-0${index + 1}T08:00:00.000Z`)]))

  test.each([
    ['nothing read', read(), 'aaaaaaaa'],
    ['the first read', read('aaaaaaaa'), 'bbbbbbbb'],
    ['one in the middle read last', read('aaaaaaaa', 'cccccccc'), 'dddddddd'],
    ['an earlier one read last', read('cccccccc', 'aaaaaaaa'), 'bbbbbbbb'],
    ['the last read: the first gap', read('aaaaaaaa', 'dddddddd'), 'bbbbbbbb'],
    ['all read', read('aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'dddddddd'), undefined],
  ])('with %s', (_, progress, expected) => {
    expect(nextUp(lessons, progress)?.id).toBe(expected)
  })

  test('passes over what was skipped', () => {
    const skipped = { ...readOn('bbbbbbbb', '2026-11-01T08:00:00.000Z'), state: 'skipped' as const }
    expect(nextUp(lessons, { ...read('aaaaaaaa'), bbbbbbbb: skipped })?.id).toBe('cccccccc')
  })
})
