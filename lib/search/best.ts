import { countWhile } from '@/lib/sorted'

/** An order: what has more of `by` comes first, and of equal ones the one that `tie` puts first. */
export type Order<T> = { by: (one: T) => number; tie: (a: T, b: T) => number }

type Ranked<T> = { one: T; value: number }

/** The first `most` things in an order, without putting the rest in order: of thousands of hits a page is shown. */
export function bestOf<T>(all: readonly T[], most: number, { by, tie }: Order<T>): T[] {
  const best: Ranked<T>[] = []
  const compare = (a: Ranked<T>, b: Ranked<T>) => b.value - a.value || tie(a.one, b.one)
  for (const one of all) {
    const value = by(one)
    const last = best[most - 1]
    // Looked at first: nearly all end here.
    if (last && (value < last.value || (value === last.value && tie(last.one, one) <= 0))) continue
    const ranked = { one, value }
    const place = countWhile(best, (other) => compare(other, ranked) <= 0)
    best.splice(place, 0, ranked)
    if (best.length > most) best.pop()
  }
  return best.map(({ one }) => one)
}
