import type { Engine, IndexedRow, QueryWord, Row } from './engine'
import { fieldNames, saturation } from './fields'
import { boundsOf, type Packed } from './packed'

/** A query as rows are scored for it: how much each word tells, and which words a term number stands for. */
export type Wanted = {
  rarities: number[]
  uses: Map<number, { word: number; weight: number }[]>
  /** 1 for each term number that has a use: rows are long, and nearly all of their terms have none. */
  isUsed: Uint8Array
  shareOf: Engine['shareOf']
}

/** A row of a document with its score, and what each word of the query adds to it. */
export type ScoredRow = { row: Row; score: number; byWord: number[] }

type Spot = { at: number; word: number; weight: number }

/**
 * How near two words of a query count, how far apart they may stand in it, and what a pair adds at most: more when one
 * of them is a guess (unfinished, or mistyped), since then its neighbours tell what was meant.
 */
const near = { window: 8, gap: 3, weight: 0.6, guessed: 0.9 }
/** How much more a document with all words is worth than its sum. */
const coverage = 0.2
/** A word that only another section of the document has counts half. */
const elsewhere = 0.5

/** The words of a query made ready for scoring. */
export function wantedOf(words: QueryWord[], engine: Engine): Wanted {
  const uses: Wanted['uses'] = new Map()
  const isUsed = new Uint8Array(engine.vocabulary.size())
  for (const [word, { terms }] of words.entries()) {
    for (const { term, weight } of terms) {
      const number = engine.vocabulary.find(term)
      if (number === undefined) continue
      uses.set(number, [...(uses.get(number) ?? []), { word, weight }])
      isUsed[number] = 1
    }
  }
  return { rarities: words.map(engine.rarity), uses, isUsed, shareOf: engine.shareOf }
}

/**
 * A document's score and its rows, the best first (of equal ones the first). The score is its best section's, plus half
 * of what other sections have and that one lacks, times up to 1.2 for how much of the query it answers. A section's is
 *
 *     sum over words of idf * (k1 + 1) * tf / (k1 + tf)    (BM25F, Robertson and Zaragoza 2009)
 *     + 0.6 * sum over pairs of mean idf / (distance in the text * distance in the query)
 *
 * with tf weighted by field and its length (`fields.ts`), and pairs of words that stand at most 8 words apart in the
 * text and 3 in the query, as in the proximity terms of Büttcher, Clarke and Lushman 2006. How the numbers were found
 * is in docs/decisions/013-ranking.md.
 */
export function scoreDocument(rows: readonly IndexedRow[], wanted: Wanted): { score: number; rows: ScoredRow[] } {
  const scored = rows.map(({ row, fields }) => ({ row, ...scoreOf(fields, wanted) }))
  const ordered = scored.sort((a, b) => b.score - a.score || a.row.place - b.row.place)
  const [best] = ordered
  let [score, answered, all] = [best?.score ?? 0, 0, 0]
  for (const [word, rarity] of wanted.rarities.entries()) {
    let highest = 0
    for (const { byWord } of ordered) highest = Math.max(highest, byWord[word] ?? 0)
    score += Math.max(0, elsewhere * highest - (best?.byWord[word] ?? 0))
    all += rarity
    if (highest > 0) answered += rarity
  }
  return { score: score * (1 + (coverage * answered) / (all || 1)), rows: ordered }
}

function scoreOf(fields: Packed, wanted: Wanted): { score: number; byWord: number[] } {
  const counts = wanted.rarities.map(() => 0)
  let nearest = 0
  for (const [place, name] of fieldNames.entries()) {
    const bounds = boundsOf(fields, place)
    const spots = spotsIn(fields, bounds, wanted)
    if (spots.length === 0) continue
    const share = wanted.shareOf(name, bounds.end - bounds.start)
    for (const { word, weight } of spots) counts[word] = (counts[word] ?? 0) + weight * share
    if (name !== 'code') nearest = Math.max(nearest, nearness(spots, wanted))
  }
  const byWord = counts.map(
    (count, word) => ((wanted.rarities[word] ?? 0) * (saturation + 1) * count) / (saturation + count),
  )
  return { score: byWord.reduce((sum, one) => sum + one, nearest), byWord }
}

function spotsIn(fields: Packed, { start, end }: { start: number; end: number }, { uses, isUsed }: Wanted): Spot[] {
  const spots: Spot[] = []
  for (let at = start; at < end; at += 1) {
    const term = fields[at] ?? 0
    if (isUsed[term] === 1) for (const { word, weight } of uses.get(term) ?? []) spots.push({ at, word, weight })
  }
  return spots
}

/** For each two words that are near each other in the query: more, the nearer they come in the field. */
function nearness(spots: Spot[], { rarities }: Wanted): number {
  const nearest = new Map<number, number>()
  for (const [index, one] of spots.entries()) {
    for (let next = index + 1; next < spots.length; next += 1) {
      const other = spots[next]
      const distance = (other?.at ?? Infinity) - one.at
      if (!other || distance > near.window) break
      const apart = Math.abs(other.word - one.word)
      if (distance === 0 || apart === 0 || apart > near.gap) continue
      const pair = Math.min(one.word, other.word) * 32 + Math.max(one.word, other.word)
      const rarity = ((rarities[one.word] ?? 0) + (rarities[other.word] ?? 0)) / 2
      const weight = Math.min(one.weight, other.weight) < 1 ? near.guessed : near.weight
      const value = (weight * rarity) / (distance * apart)
      if (value > (nearest.get(pair) ?? 0)) nearest.set(pair, value)
    }
  }
  return [...nearest.values()].reduce((sum, value) => sum + value, 0)
}
