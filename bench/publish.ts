import { median, type Table } from './measure'
import { measureDisk } from './publish-disk'
import { measureKills } from './publish-kills'
import { p95, p99, publishAtOnce, publishInTurn, type AtOnce } from './publish-many'
import { startPublishSite } from './publish-sites'

const sizes = [242, 10_000]
const people = 40
const turns = 60

/** Publishing: how long until all see it, many at once, and what kills and a full disk leave. Throws when anything is lost. */
export async function measurePublishing(): Promise<Table[]> {
  const inTurn: (string | number)[][] = []
  const atOnce: (string | number)[][] = []
  for (const size of sizes) {
    const site = await startPublishSite(size, people)
    try {
      await publishInTurn(site, { count: 5 })
      const { answer, visible } = await publishInTurn(site, { count: turns, from: 5 })
      inTurn.push([size, ...[answer, visible].flatMap((times) => [Math.round(median(times)), p95(times)])])
      atOnce.push([size, ...rowOf(await publishAtOnce(site))])
    } finally {
      await site.stop()
    }
  }
  return [
    {
      title: 'Publishing',
      columns: ['Documents', 'Answer p50, ms', 'p95, ms', 'Seen everywhere p50, ms', 'p95, ms'],
      rows: inTurn,
      note: `${turns} texts one after another by POST /api/postmortems. Seen is until the answer has come and page, list, search and feed, asked for at once, have shown it.`,
    },
    {
      title: `${people} people publishing at once`,
      columns: [
        'Documents',
        'Lost',
        'Doubled',
        'p50, ms',
        'p99, ms',
        'Reading p99 before, ms',
        'Reading p99 meanwhile, ms',
      ],
      rows: atOnce,
      note: `Each sends one text twice at the same moment; one reader loads a lesson without a pause.`,
    },
    await measureKills(),
    await measureDisk(),
  ]
}

function rowOf({ times, calm, reading }: AtOnce): (string | number)[] {
  return [0, 0, Math.round(median(times)), p99(times), p99(calm), p99(reading)]
}
