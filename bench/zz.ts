import lighthouse from 'lighthouse'
import { startSite } from '../e2e/support/site'
import { launchBrowser } from './browser'
const site = await startSite(); const browser = await launchBrowser(9223)
for (const route of ['/lessons/be-your-own-biggest-sceptic', '/postmortems/google-flu-trends']) for (let i = 0; i < 3; i++) {
  const r: any = await lighthouse(site.address + route, { port: 9223, onlyCategories: ['performance'], logLevel: 'error' })
  const a = r.lhr.audits; const n = (k: string) => Math.round(a[k].numericValue * 100) / 100
  console.log(route.slice(0, 12), Math.round(r.lhr.categories.performance.score * 100), 'FCP', n('first-contentful-paint'), 'LCP', n('largest-contentful-paint'), 'TBT', n('total-blocking-time'), 'CLS', n('cumulative-layout-shift'), 'SI', n('speed-index'))
  if (i === 0) { console.log(JSON.stringify(a['largest-contentful-paint-element']?.details?.items?.[0]?.items?.[0]?.node?.snippet), JSON.stringify(a['largest-contentful-paint-element']?.details?.items?.[1]?.items)); console.log(JSON.stringify(a['render-blocking-resources'].details.items)); console.log(JSON.stringify(a['long-tasks']?.details?.items?.slice(0, 6))); console.log(JSON.stringify(a['forced-reflow-insight']?.details?.items)?.slice(0, 600)) }
}
await browser.close(); await site.stop()
