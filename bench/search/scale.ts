import { monitorEventLoopDelay } from 'node:perf_hooks'
import { percentile, timed } from '../measure'
import { round, usedMegabytes } from './memory'
import { withBeginning, withTypo } from './mutate'
import { randomFrom } from './random'
import { createLanguage } from './synthetic'
import { openSearch, toLibraryDocument } from './twelvefold'

const seed = 20_260_101
const queryCount = 500

/**
 * The site's search over so many made-up documents of some 600 words: time to build, the longest that other requests
 * waited meanwhile, memory before (the documents, which the library holds) and after, and times of answers.
 */
export async function measureScale(size: number) {
  const language = createLanguage(seed)
  const documents = [...language.pages(size)].map(toLibraryDocument)
  const { prepare, search } = openSearch(documents)
  const documentsMB = usedMegabytes()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const buildMs = Math.round(await timed(prepare))
  // The monitor sees a blocked turn only after it.
  await new Promise((resolve) => setTimeout(resolve, 10))
  delay.disable()
  const heapMB = usedMegabytes()
  const clean = language.queries(queryCount)
  const random = randomFrom(seed + 3)
  const typo = clean.flatMap((query) => withTypo(query, random) ?? [])
  const prefix = clean.flatMap((query) => withBeginning(query) ?? [])
  for (const query of clean) await search(query)
  return {
    ...(await timesOf(search, clean)),
    buildMs,
    longestBlockMs: round(delay.max / 1e6, 1),
    documentsMB,
    heapMB,
    typo: await timesOf(search, typo),
    prefix: await timesOf(search, prefix),
  }
}

async function timesOf(search: (query: string) => Promise<unknown>, queries: string[]) {
  const times: number[] = []
  for (const query of queries) times.push(await timed(() => search(query)))
  return { p50ms: round(percentile(times, 0.5), 2), p99ms: round(percentile(times, 0.99), 2) }
}
