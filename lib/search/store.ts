import type { Database } from '@/lib/db'

/** A query that led to nothing: how often nothing was found for it, and how often nothing of it was opened. */
export type MissedSearch = { text: string; withoutHit: number; withoutClick: number; lastAt: string }

type Miss = { text: string; hasHits: boolean; at: string }

/** Counts one more, in a single statement, so that two at once are two. */
export async function countMiss(db: Database, { text, hasHits, at }: Miss): Promise<void> {
  const [hit, click] = hasHits ? [0, 1] : [1, 0]
  await db
    .insertInto('missed_searches')
    .values({ text, without_hit: hit, without_click: click, last_at: at })
    .onConflict((conflict) =>
      conflict.column('text').doUpdateSet(({ eb, ref }) => ({
        without_hit: eb(ref('missed_searches.without_hit'), '+', hit),
        without_click: eb(ref('missed_searches.without_click'), '+', click),
        last_at: at,
      })),
    )
    .execute()
}

/** Forgets what was last missed before a moment, and all but the `most` last. */
export async function forgetOldMisses(db: Database, { before, most }: { before: string; most: number }): Promise<void> {
  await db
    .deleteFrom('missed_searches')
    .where((eb) =>
      eb.or([
        eb('last_at', '<', before),
        eb(
          'last_at',
          '<',
          eb
            .selectFrom('missed_searches')
            .select('last_at')
            .orderBy('last_at', 'desc')
            .limit(1)
            .offset(most - 1),
        ),
      ]),
    )
    .execute()
}

/** What was missed most often, the latest first of equal ones. */
export async function listMissRows(db: Database, most: number): Promise<MissedSearch[]> {
  const rows = await db
    .selectFrom('missed_searches')
    .selectAll()
    .orderBy(({ eb, ref }) => eb(ref('without_hit'), '+', ref('without_click')), 'desc')
    .orderBy('last_at', 'desc')
    .orderBy('text')
    .limit(most)
    .execute()
  return rows.map(({ text, without_hit, without_click, last_at }) => ({
    text,
    withoutHit: without_hit,
    withoutClick: without_click,
    lastAt: last_at,
  }))
}

export async function deleteMiss(db: Database, text: string): Promise<void> {
  await db.deleteFrom('missed_searches').where('text', '=', text).execute()
}
