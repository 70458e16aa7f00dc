import type { Candidate, Engine, QueryWord, Row } from './engine'
import { bestSection, wantedOf } from './score'

/** A document that answers a query, with its best section. */
export type Ranked = { documentId: string; row: Row; score: number }

// How many documents are scored exactly; those behind them keep the engine's order.
const exactly = 120
const enough = 10
// More than a score can reach by the words alone (2.2 for saturation, 0.3 for nearness, both times the rarity).
const completeBonus = 3

/**
 * The documents that answer the words, unordered: those with all of them and, when these are fewer than ten,
 * those with at least half.
 */
export function answering(words: QueryWord[], engine: Engine): Candidate[] {
  const some = engine.candidates(words)
  const most = some.reduce((best, { words: mask }) => Math.max(best, bitsOf(mask)), 0)
  const complete = some.filter(({ words: mask }) => bitsOf(mask) === words.length)
  if (complete.length >= enough) return complete
  return some.filter(({ words: mask }) => bitsOf(mask) * 2 >= most)
}

/**
 * A page of the answers, best first, each with its best section. Documents with all words come before those with
 * fewer; within these by score, and equal ones by their ids, so that pages never overlap.
 */
export function order({
  found,
  words,
  engine,
  offset,
  limit,
}: {
  found: Candidate[]
  words: QueryWord[]
  engine: Engine
  offset: number
  limit: number
}): Ranked[] {
  const wanted = wantedOf(words, engine)
  const bonus = completeBonus * wanted.rarities.reduce((sum, rarity) => sum + rarity, 0)
  const bonusOf = (mask: number) => (bitsOf(mask) === words.length ? bonus : 0)
  const score = ({ documentId, words: mask }: Candidate): Ranked => {
    const best = bestSection(engine.rowsOf(documentId), wanted)
    return { documentId, row: best.row, score: best.score + bonusOf(mask) }
  }
  const estimated = found
    .map((candidate) => ({
      candidate,
      documentId: candidate.documentId,
      score: candidate.impact + bonusOf(candidate.words),
    }))
    .sort(byScore)
  const first = estimated
    .slice(0, exactly)
    .map(({ candidate }) => score(candidate))
    .sort(byScore)
  if (offset + limit <= exactly) return first.slice(offset, offset + limit)
  const least = first.at(-1)?.score ?? 0
  const later = estimated
    .slice(Math.max(exactly, offset), offset + limit)
    .map(({ candidate, score: own }) => ({ ...score(candidate), score: Math.min(own, least) }))
  return [...first.slice(offset), ...later]
}

function byScore(a: { score: number; documentId: string }, b: { score: number; documentId: string }): number {
  return b.score - a.score || (a.documentId < b.documentId ? -1 : 1)
}

function bitsOf(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1
  return count
}
