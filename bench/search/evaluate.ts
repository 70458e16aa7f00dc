import { percentile, timed } from '../measure'
import { readDocuments, readJudged, type Judged } from './collection'
import type { Build, Searcher } from './searcher'
import { round, usedMegabytes } from './memory'
import { mean, ndcgAt, recallAt, reciprocalRankAt, successAt } from './metrics'
import { withBeginning, withTwoTypos, withTypo } from './mutate'
import { randomFrom, seedOf } from './random'

/** What is measured of one engine over one collection. The changed queries are those that could be changed. */
export type Figures = {
  ndcg10: number
  mrr10: number
  success1: number
  success5: number
  recall100: number
  p50ms: number
  p99ms: number
  buildMs: number
  heapMB: number
  typo: Changed
  typo2: Changed
  prefix: Changed
}
type Changed = { ndcg10: number; success1: number; success5: number; queries: number }

/** Builds an engine over a collection and puts its queries to it, as they are and changed by a seed of their own. */
export async function evaluate(folder: string, build: Build): Promise<Figures> {
  const judged = await readJudged(folder)
  const { search, buildMs } = await open(folder, build)
  const heapMB = usedMegabytes()
  const clean: string[][] = []
  for (const { query } of judged) clean.push(await search(query.text))
  const scoreBy = (metric: typeof ndcgAt, cut: number) =>
    meanOf(judged.map(({ relevant }, at) => metric(cut, clean[at] ?? [], relevant)))
  const times = await timesOf(search, judged)
  return {
    ndcg10: scoreBy(ndcgAt, 10),
    mrr10: scoreBy(reciprocalRankAt, 10),
    success1: scoreBy(successAt, 1),
    success5: scoreBy(successAt, 5),
    recall100: scoreBy(recallAt, 100),
    p50ms: round(percentile(times, 0.5), 2),
    p99ms: round(percentile(times, 0.99), 2),
    buildMs,
    heapMB,
    typo: await changed(search, judged, (text, id) => withTypo(text, randomFrom(seedOf(`typo ${id}`)))),
    typo2: await changed(search, judged, (text, id) => withTwoTypos(text, randomFrom(seedOf(`typo2 ${id}`)))),
    prefix: await changed(search, judged, (text) => withBeginning(text)),
  }
}

// The documents leave the memory with this function, except for what the engine keeps of them.
// Engines get a number for each text, since two texts of one document may have the same id.
async function open(folder: string, build: Build): Promise<{ search: Searcher; buildMs: number }> {
  const documents = await readDocuments(folder)
  const ids = documents.map(({ id }) => id)
  const started = performance.now()
  const find = await build(documents.map((document, number) => ({ ...document, id: String(number) })))
  const buildMs = Math.round(performance.now() - started)
  const search = async (query: string) => (await find(query)).map((number) => ids[Number(number)] ?? '')
  return { search, buildMs }
}

async function timesOf(search: Searcher, judged: Judged): Promise<number[]> {
  const times: number[] = []
  for (const { query } of judged) times.push(await timed(async () => search(query.text)))
  return times
}

async function changed(
  search: Searcher,
  judged: Judged,
  change: (text: string, id: string) => string | undefined,
): Promise<Changed> {
  const scores: { ndcg10: number; success1: number; success5: number }[] = []
  for (const { query, relevant } of judged) {
    const text = change(query.text, query.id)
    if (text === undefined) continue
    const ranked = await search(text)
    const success = (cut: number) => successAt(cut, ranked, relevant)
    scores.push({ ndcg10: ndcgAt(10, ranked, relevant), success1: success(1), success5: success(5) })
  }
  return {
    ndcg10: meanOf(scores.map(({ ndcg10 }) => ndcg10)),
    success1: meanOf(scores.map(({ success1 }) => success1)),
    success5: meanOf(scores.map(({ success5 }) => success5)),
    queries: scores.length,
  }
}

function meanOf(values: number[]): number {
  return values.length === 0 ? 0 : round(mean(values), 4)
}
