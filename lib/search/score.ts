import type { Engine, IndexedRow, QueryWord, Row } from './engine'
import { fieldNames, saturation, shareOf } from './fields'

/** A query as rows are scored for it: how much each word tells, and which words a term number stands for. */
export type Wanted = { rarities: number[]; uses: Map<number, { word: number; weight: number }[]> }

type Spot = { at: number; word: number; weight: number }

const near = { window: 8, weight: 0.3 }
// A word that only another section of the document has counts half.
const elsewhere = 0.5

/** The words of a query made ready for scoring. */
export function wantedOf(words: QueryWord[], engine: Engine): Wanted {
  const uses: Wanted['uses'] = new Map()
  for (const [word, { terms }] of words.entries()) {
    for (const { term, weight } of terms) {
      const number = engine.vocabulary.find(term)
      if (number !== undefined) uses.set(number, [...(uses.get(number) ?? []), { word, weight }])
    }
  }
  return { rarities: words.map(engine.rarity), uses }
}

/**
 * The best of a document's sections (the first of equal ones) and the document's score: BM25F over the section's
 * fields (Robertson and Zaragoza 2009), plus more for words of the query that stand near each other, plus half of
 * what other sections have and this one lacks.
 */
export function bestSection(rows: IndexedRow[], wanted: Wanted): { row: Row; score: number } {
  const scored = rows.map(({ row, fields }) => ({ row, ...scoreOf(fields, wanted) }))
  const best = scored.reduce((top, one) => (one.score > top.score ? one : top))
  const more = wanted.rarities.reduce((sum, _rarity, place) => {
    const highest = Math.max(...scored.map(({ byWord }) => byWord[place] ?? 0))
    return sum + Math.max(0, elsewhere * highest - (best.byWord[place] ?? 0))
  }, 0)
  return { row: best.row, score: best.score + more }
}

function scoreOf(fields: Uint32Array[], wanted: Wanted): { score: number; byWord: number[] } {
  const counts = wanted.rarities.map(() => 0)
  let nearest = 0
  for (const [place, name] of fieldNames.entries()) {
    const field = fields[place]
    if (!field || field.length === 0) continue
    const spots = spotsIn(field, wanted)
    if (spots.length === 0) continue
    const share = shareOf(name, field.length)
    for (const { word, weight } of spots) counts[word] = (counts[word] ?? 0) + weight * share
    if (name !== 'code') nearest = Math.max(nearest, nearness(spots, wanted))
  }
  const byWord = counts.map(
    (count, word) => ((wanted.rarities[word] ?? 0) * (saturation + 1) * count) / (saturation + count),
  )
  return { score: byWord.reduce((sum, one) => sum + one, nearest), byWord }
}

function spotsIn(field: Uint32Array, { uses }: Wanted): Spot[] {
  const spots: Spot[] = []
  for (let at = 0; at < field.length; at += 1) {
    const here = uses.get(field[at] ?? -1)
    if (here) for (const { word, weight } of here) spots.push({ at, word, weight })
  }
  return spots
}

// For each two words that follow each other in the query: more, the nearer they come in the field.
function nearness(spots: Spot[], wanted: Wanted): number {
  const distances = new Map<number, number>()
  for (const [index, one] of spots.entries()) {
    for (let next = index + 1; next < spots.length; next += 1) {
      const other = spots[next]
      const distance = (other?.at ?? Infinity) - one.at
      if (!other || distance > near.window) break
      if (distance === 0 || Math.abs(other.word - one.word) !== 1) continue
      const pair = Math.min(one.word, other.word)
      distances.set(pair, Math.min(distance, distances.get(pair) ?? Infinity))
    }
  }
  return [...distances].reduce((sum, [pair, distance]) => {
    const rarity = ((wanted.rarities[pair] ?? 0) + (wanted.rarities[pair + 1] ?? 0)) / 2
    return sum + (near.weight * rarity) / distance
  }, 0)
}
