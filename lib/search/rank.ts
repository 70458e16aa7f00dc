import { bestOf } from './best'
import type { Candidate, Engine, QueryWord } from './engine'
import { scoreDocument, wantedOf, type ScoredRow } from './score'

/** A document that answers a query, by its number and id, with its sections, the best first. */
export type Ranked = { number: number; documentId: string; rows: ScoredRow[]; score: number }

// How many documents are scored exactly; those behind them keep the engine's order.
const exactly = 120
/** A query is short while people expect every word of it to count. */
const short = 3
/** More than a score can reach by the words alone, in units of what they tell. */
const completeBonus = 6
/** What a document must answer of what the words tell, of the best one's and of the whole: below it is noise. */
const leastOfBest = 0.2
const leastOfAll = 0.15

/**
 * The documents that answer the words, unordered: those that have a good part of what the query tells, measured by how
 * rare its words are. None when nothing comes near; words that no document has count as the rarest there are.
 */
export function answering(words: QueryWord[], engine: Engine): Candidate[] {
  const rarities = words.map(engine.rarity)
  const all = rarities.reduce((sum, rarity) => sum + rarity, 0)
  const answered = answeredBy(rarities)
  const found = engine.candidates(words)
  const best = found.reduce((most, one) => Math.max(most, answered(one.words)), 0)
  const least = Math.max(leastOfBest * best, leastOfAll * all)
  return found.filter((one) => answered(one.words) >= least)
}

/** How much the words of a mask tell; thousands of documents have one of few masks. */
function answeredBy(rarities: number[]): (mask: number) => number {
  const known = new Map<number, number>()
  return (mask) => {
    const sum = known.get(mask) ?? rarities.reduce((told, rarity, word) => told + ((mask >> word) & 1 ? rarity : 0), 0)
    known.set(mask, sum)
    return sum
  }
}

/**
 * A page of the answers, best first. For a short query the documents with all words come before those with fewer;
 * within these by score, and equal ones by their ids, so that pages never overlap.
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
  const bonus = words.length > short ? 0 : completeBonus * wanted.rarities.reduce((sum, rarity) => sum + rarity, 0)
  const all = 2 ** words.length - 1
  const bonusOf = (mask: number) => (mask === all ? bonus : 0)
  const score = ({ number, documentId, words: mask }: Candidate): Ranked => {
    const scored = scoreDocument(engine.rowsOf(documentId), wanted)
    return { number, documentId, rows: scored.rows, score: scored.score + bonusOf(mask) }
  }
  const estimate = (candidate: Candidate) => candidate.impact + bonusOf(candidate.words)
  const first = bestOf(found, exactly, { by: estimate, tie: byId }).map(score).sort(byScore)
  if (offset + limit <= exactly) return first.slice(offset, offset + limit)
  const least = first.at(-1)?.score ?? 0
  const later = [...found]
    .sort((a, b) => estimate(b) - estimate(a) || byId(a, b))
    .slice(Math.max(exactly, offset), offset + limit)
    .map((candidate) => ({ ...score(candidate), score: Math.min(estimate(candidate), least) }))
  return [...first.slice(offset), ...later]
}

function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || byId(a, b)
}

function byId(a: { documentId: string }, b: { documentId: string }): number {
  return a.documentId < b.documentId ? -1 : 1
}
