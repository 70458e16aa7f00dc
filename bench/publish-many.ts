import { git } from '../e2e/support/site'
import { percentile, timed } from './measure'
import { publish, requirePublished, requireVisible, textOf, type Text } from './publisher'
import type { PublishSite } from './publish-sites'

const lesson = '/lessons/lesson-7'

/** Times of publishing one after another: until the answer, and until page, list, search and feed show it. */
export async function publishInTurn(
  site: PublishSite,
  { count, from = 0 }: { count: number; from?: number },
): Promise<{ answer: number[]; visible: number[] }> {
  const answer: number[] = []
  const visible: number[] = []
  for (let at = from; at < from + count; at++) {
    const text = textOf('turn', at)
    let url = ''
    const took = await timed(async () => (url = await requirePublished(site, cookieOf(site, at), text)))
    answer.push(took)
    visible.push(took + (await timed(() => requireVisible(site, text, url))))
  }
  return { answer, visible }
}

/** What came of many who publish at once, each with a double click, and how long a lesson took meanwhile. */
export type AtOnce = { times: number[]; calm: number[]; reading: number[] }

/** Lets everybody publish at the same time; throws when something is lost or doubled. */
export async function publishAtOnce(site: PublishSite): Promise<AtOnce> {
  const calm = await readWhile(site, new Promise((resolve) => setTimeout(resolve, 4000)))
  const before = commitsOf(site)
  const texts = site.cookies.map((_, at) => textOf('once', at))
  const times: number[] = []
  const publishing = Promise.all(
    texts.map(async (text, at) => {
      const clicks = [0, 1].map(async () => {
        let url = ''
        times.push(await timed(async () => (url = await requirePublished(site, cookieOf(site, at), text))))
        return url
      })
      const [first, second] = await Promise.all(clicks)
      if (first !== second) throw new Error(`${text.title} was published twice, at ${first} and ${second}`)
      return { text, url: first ?? '' }
    }),
  )
  const reading = await readWhile(site, publishing)
  const published = await publishing
  const commits = commitsOf(site) - before
  if (commits !== texts.length) throw new Error(`${texts.length} texts made ${commits} commits`)
  await requireKept(site, published)
  return { times, calm, reading }
}

/** Throws when an acknowledged text is not in the last commit or not served. */
export async function requireKept(site: PublishSite, published: { text: Text; url: string }[]): Promise<void> {
  const files = new Set(git(site.contentDir, 'ls-tree', '-r', '--name-only', 'HEAD').split('\n'))
  for (const { text, url } of published) {
    if (!files.has(`${url.slice(1)}.mdx`)) throw new Error(`${url} was acknowledged and is not in the last commit`)
    const page = await (await fetch(site.address + url)).text()
    if (!page.includes(text.title)) throw new Error(`${url} was acknowledged and is not served`)
  }
}

/** The cookie of whose turn it is, so that nobody comes to the limit of one person. */
export function cookieOf({ cookies }: PublishSite, at: number): string {
  return cookies[at % cookies.length] ?? ''
}

type Writer = { run: string; writer: number; acknowledge: () => void }

/** Publishes without end until nobody answers; tells of each that was acknowledged, and returns them. */
export async function publishUntilGone(site: PublishSite, { run, writer, acknowledge }: Writer) {
  const acknowledged: { text: Text; url: string }[] = []
  for (let at = 0; ; at++) {
    const text = textOf(`${run}w${writer}`, at)
    const answer = await publish(site, cookieOf(site, writer), text).catch(() => undefined)
    if (answer === undefined) return acknowledged
    if (!answer.url) throw new Error(`Publishing was answered with ${answer.status}: ${answer.words}`)
    acknowledged.push({ text, url: answer.url })
    acknowledge()
  }
}

async function readWhile({ address }: PublishSite, work: Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  const state = { isOver: false }
  const end = () => (state.isOver = true)
  work.then(end, end)
  while (!state.isOver) times.push(await timed(async () => (await fetch(address + lesson)).text()))
  return times
}

function commitsOf({ contentDir }: PublishSite): number {
  return Number(git(contentDir, 'rev-list', '--count', 'HEAD'))
}

/** The value below which 95 and 99 of 100 lie, in whole milliseconds. */
export const p95 = (values: number[]) => Math.round(percentile(values, 0.95))
export const p99 = (values: number[]) => Math.round(percentile(values, 0.99))
