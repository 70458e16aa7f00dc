import lighthouse from 'lighthouse'
import { startServer, startSite } from '../e2e/support/site'
import { buildBare } from './bare'
import { launchBrowser } from './browser'
import { median, type Table } from './measure'

const routes = ['/', '/lessons/be-your-own-biggest-sceptic', '/postmortems/google-flu-trends']
const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const debuggingPort = 9223
const runs = 3

/** Lighthouse's four scores with its mobile settings, the median of three runs, beside a bare page's. */
export async function measureLighthouse(): Promise<Table> {
  const bare = await startServer({ folder: await buildBare(), env: {}, probe: '/' })
  const site = await startSite()
  const browser = await launchBrowser(debuggingPort)
  try {
    const rows: (string | number)[][] = []
    const pages = routes.map((route) => [route, site.address + route] as const)
    for (const [name, address] of [['bare Next page', `${bare.address}/`] as const, ...pages]) {
      const scores: number[][] = []
      for (let run = 0; run < runs; run++) scores.push(await score(address))
      rows.push([name, ...categories.map((_, at) => median(scores.map((values) => values[at] ?? 0)))])
    }
    return {
      title: 'Lighthouse, mobile',
      columns: ['Page', 'Performance', 'Accessibility', 'Best practices', 'SEO'],
      rows,
      note: `Median of ${runs} runs with Lighthouse's own throttling.`,
    }
  } finally {
    await browser.close()
    await site.stop()
    await bare.stop()
  }
}

async function score(address: string): Promise<number[]> {
  const result = await lighthouse(address, { port: debuggingPort, onlyCategories: [...categories], logLevel: 'error' })
  if (!result) throw new Error(`Lighthouse has no result for ${address}`)
  for (const { id, score: value, title } of Object.values(result.lhr.audits)) {
    if (process.env.BENCH_AUDITS && value !== null && value < 1) console.log(`  ${id}: ${value} ${title}`)
  }
  return categories.map((name) => Math.round((result.lhr.categories[name]?.score ?? 0) * 100))
}
