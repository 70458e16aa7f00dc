import { beforeEach, describe, expect, test, vi } from 'vitest'
import { config } from '@/lib/config'
import { database } from '@/lib/db'
import { onEveryDatabase } from '@/lib/db/fixtures'
import type { Role } from '@/lib/viewer'
import { forgetMissed, listMissed, missedLimits, noteMissedSearch } from './missed'

const viewer = (role: Role) => ({ id: role, name: role, email: `${role}@example.org`, role })
const admin = viewer('admin')
const note = (text: string, from = crypto.randomUUID(), hits = false) =>
  noteMissedSearch({ text, from, hasHits: () => Promise.resolve(hits) })

onEveryDatabase(() => {
  beforeEach(async () => {
    vi.useRealTimers()
    vi.restoreAllMocks()
    await database().deleteFrom('missed_searches').execute()
  })

  test('counts what was not found and what was not opened, however it is written; the most missed first', async () => {
    await note('Kafka  rebalance')
    await note('gpu out of memory', 'somebody', true)
    await note(' kafka rebalance ', 'somebody', true)
    expect(await listMissed(admin)).toMatchObject([
      { text: 'kafka rebalance', withoutHit: 1, withoutClick: 1 },
      { text: 'gpu out of memory', withoutHit: 0, withoutClick: 1 },
    ])
  })

  test('counts what no table can hold without it', async () => {
    await note('ker\0nel panic \ud800')
    expect(await listMissed(admin)).toMatchObject([{ text: 'kernel panic \ufffd', withoutHit: 1 }])
  })

  test('two at once are two', async () => {
    await Promise.all(Array.from({ length: 20 }, () => note('all at once')))
    expect(await listMissed(admin)).toMatchObject([{ text: 'all at once', withoutHit: 20 }])
  })

  test('keeps nothing of who asked', async () => {
    await note('who asks this', 'user-17 from 192.0.2.7')
    expect(JSON.stringify(await database().selectFrom('missed_searches').selectAll().execute())).not.toMatch(
      /user-17|192/,
    )
  })

  test('keeps nothing where it is off, and nothing of a beginning', async () => {
    await note('ka')
    vi.spyOn(config(), 'countsMissedSearches', 'get').mockReturnValue(false)
    await note('kafka rebalance')
    vi.restoreAllMocks()
    expect(await listMissed(admin)).toEqual([])
  })

  test('forgets after half a year, and all but the last two thousand', async () => {
    const at = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString()
    const rows = Array.from({ length: missedLimits.kept + 5 }, (_, place) => place).map((place) => ({
      text: `query ${place}`,
      without_hit: 1,
      without_click: 0,
      last_at: new Date(Date.UTC(2026, 5, 1, 0, 0, place)).toISOString(),
    }))
    for (let from = 0; from < rows.length; from += 200) {
      await database()
        .insertInto('missed_searches')
        .values(rows.slice(from, from + 200))
        .execute()
    }
    await database()
      .insertInto('missed_searches')
      .values({ text: 'long ago', without_hit: 9, without_click: 0, last_at: at(1) })
      .execute()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 6, 20) })
    await note('the newest')
    const kept = await database().selectFrom('missed_searches').select('text').orderBy('last_at').execute()
    expect([kept.length, kept[0]?.text, kept.at(-1)?.text]).toEqual([missedLimits.kept, 'query 6', 'the newest'])
  })

  describe('refuses', () => {
    test('lists and forgetting to others than admins', async () => {
      await note('kafka rebalance')
      for (const who of [undefined, viewer('reader'), viewer('writer')]) {
        await expect(listMissed(who)).rejects.toThrow(/admin|Sign in/)
        await expect(forgetMissed(who, 'kafka rebalance')).rejects.toThrow(/admin|Sign in/)
      }
      await forgetMissed(admin, 'kafka rebalance')
      await forgetMissed(admin, 'kafka rebalance')
      expect(await listMissed(admin)).toEqual([])
    })

    test('more from one caller in a minute than anybody searches for', async () => {
      const flood = crypto.randomUUID()
      for (let sent = 0; sent < missedLimits.fromOne; sent += 1) await note(`query ${sent}`, flood)
      await expect(note('one more', flood)).rejects.toMatchObject({ code: 'rate-limited' })
      await note('of another', 'somebody else')
    })
  })
})
