import type { Judgements } from './collection'

/**
 * nDCG at a cut: gain is the judgement itself (linear), discount log2(rank + 1), and the ideal order is made of all
 * relevant documents; so trec_eval's `ndcg_cut` computes it. Every document counts once, at its best rank.
 */
export function ndcgAt(cut: number, ranked: readonly string[], relevant: Judgements): number {
  const gains = firstOf(cut, ranked).map((id) => relevant.get(id) ?? 0)
  const ideal = [...relevant.values()].sort((a, b) => b - a).slice(0, cut)
  return discounted(gains) / discounted(ideal)
}

/** One by the rank of the first relevant document, if it is within the cut; else 0. */
export function reciprocalRankAt(cut: number, ranked: readonly string[], relevant: Judgements): number {
  const rank = firstOf(cut, ranked).findIndex((id) => relevant.has(id)) + 1
  return rank === 0 ? 0 : 1 / rank
}

/** 1 when a relevant document is within the cut, else 0. */
export function successAt(cut: number, ranked: readonly string[], relevant: Judgements): number {
  return reciprocalRankAt(cut, ranked, relevant) > 0 ? 1 : 0
}

/** The share of the relevant documents that are within the cut. */
export function recallAt(cut: number, ranked: readonly string[], relevant: Judgements): number {
  return firstOf(cut, ranked).filter((id) => relevant.has(id)).length / relevant.size
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function firstOf(cut: number, ranked: readonly string[]): string[] {
  return [...new Set(ranked)].slice(0, cut)
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, index) => sum + gain / Math.log2(index + 2), 0)
}
