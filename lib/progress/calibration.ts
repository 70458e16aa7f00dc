import { compare } from './order'
import type { Progress } from './schema'

/** A guess whose reader has said whether it was right. */
export type Judged = { confidence: number; right: boolean; at: string }

/** Judged guesses together: how many, how many were right, how sure the reader was on average, and their Brier score. */
export type Group = { count: number; right: number; confidence: number; brier: number }

/** The guesses of one range of confidence, in per cent; the last one holds 100 too. */
export type Bin = Group & { from: number; to: number }

export type Calibration = {
  all: Group
  /** Those ranges that hold guesses, the least sure first. */
  bins: Bin[]
  /** The guesses in the order in which they were judged, ten at a time. */
  turns: Group[]
  /** Whether the reader is surer than right, or less sure; `chance` where that is no larger than chance makes it. */
  verdict: 'surer' | 'less sure' | 'chance'
}

/** From how many judged guesses on a reader's calibration is shown. */
export const leastJudged = 10

const binWidth = 10

/** How many guesses a reader has made with a confidence, and those they have judged, in the order in which they did. */
export function guessesOf(progress: Progress): { made: number; judged: Judged[] } {
  const answers = Object.values(progress).flatMap((record) => Object.values(record.answers))
  const guesses = answers.flatMap(({ confidence, right, at }) =>
    confidence === undefined ? [] : [{ confidence, right, at }],
  )
  const judged = guesses.flatMap(({ right, ...guess }) => (right === undefined ? [] : [{ ...guess, right }]))
  return { made: guesses.length, judged: judged.sort((a, b) => compare(a.at, b.at)) }
}

/** How well a reader knows how much they know; undefined while fewer than ten guesses were judged. */
export function calibrationOf(judged: readonly Judged[]): Calibration | undefined {
  if (judged.length < leastJudged) return undefined
  const all = groupOf(judged)
  return { all, bins: binsOf(judged), turns: turnsOf(judged), verdict: verdictOf(judged, all) }
}

/** Guesses sorted into ranges of ten per cent of confidence; ranges that hold none are left out. */
export function binsOf(judged: readonly Judged[]): Bin[] {
  const starts = Array.from({ length: 100 / binWidth }, (_, index) => index * binWidth)
  return starts.flatMap((from) => {
    const inside = judged.filter(({ confidence }) => startOf(confidence) === from)
    return inside.length > 0 ? [{ from, to: from + binWidth, ...groupOf(inside) }] : []
  })
}

/**
 * The mean squared distance between what was said, from 0 to 1, and what came, 0 or 1; 0 is best, and always saying 50 %
 * gives 0.25. NaN for no guesses. It is half of the score of G. W. Brier, Verification of forecasts expressed in terms of
 * probability, Monthly Weather Review 78 (1950), pages 1 to 3, who adds up both outcomes: the form in use today.
 */
export function brierScore(judged: readonly Judged[]): number {
  return mean(judged.map(({ confidence, right }) => (confidence / 100 - Number(right)) ** 2))
}

function groupOf(judged: readonly Judged[]): Group {
  return {
    count: judged.length,
    right: judged.filter(({ right }) => right).length,
    confidence: mean(judged.map(({ confidence }) => confidence)),
    brier: brierScore(judged),
  }
}

function startOf(confidence: number): number {
  return Math.min(Math.floor(confidence / binWidth) * binWidth, 100 - binWidth)
}

function turnsOf(judged: readonly Judged[]): Group[] {
  const turns = Math.ceil(judged.length / leastJudged)
  return Array.from({ length: turns }, (_, turn) => groupOf(judged.slice(turn * leastJudged, (turn + 1) * leastJudged)))
}

// For somebody who means what they say, each guess is a coin of that bias: the number that is right then spreads by the
// root of the sum of p (1 - p), and is further away than twice that in about one case of twenty.
function verdictOf(judged: readonly Judged[], { count, right, confidence }: Group): Calibration['verdict'] {
  const spread = Math.sqrt(judged.reduce((sum, { confidence: c }) => sum + (c / 100) * (1 - c / 100), 0))
  const tooSure = (confidence / 100) * count - right
  if (Math.abs(tooSure) <= 2 * spread) return 'chance'
  return tooSure > 0 ? 'surer' : 'less sure'
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
