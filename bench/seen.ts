import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { startSite } from '../e2e/support/site'
import { median, percentile, timed, type Table } from './measure'

const times = 20
const patience = 30_000

/** How long a file takes from the end of its writing to the first page that shows it. */
export async function measureSeen(): Promise<Table> {
  const site = await startSite()
  try {
    const made: number[] = []
    const changed: number[] = []
    for (let turn = 0; turn < times; turn++) {
      const file = path.join(site.contentDir, 'postmortems', `bench-${turn}.mdx`)
      const address = `${site.address}/postmortems/bench-${turn}`
      made.push(await untilSeen(file, address, `First ${turn}`))
      changed.push(await untilSeen(file, address, `Second ${turn}`))
    }
    const row = (name: string, values: number[]) => [
      name,
      Math.round(median(values)),
      Math.round(percentile(values, 1)),
    ]
    return {
      title: 'From a file to its page',
      columns: ['What', 'Median, ms', 'Slowest, ms'],
      rows: [row('a new file', made), row('a changed file', changed)],
      note: `${times} files written into the content folder of a running server, each asked for until its page shows the new title.`,
    }
  } finally {
    await site.stop()
  }
}

async function untilSeen(file: string, address: string, title: string): Promise<number> {
  const id = `bench${path.basename(file, '.mdx').slice('bench-'.length).padStart(5, '0')}`
  const front = `---\nid: ${id}\ntitle: "${title}"\nsummary: S.\nlessons: [3]\ncreated: 2026-11-01\nseverity: minor\nhappened: 2026-11-01\n---\n`
  await writeFile(file, `${front}\nText.\n`)
  return timed(async () => {
    const deadline = performance.now() + patience
    while (!(await (await fetch(address)).text()).includes(`>${title}</h1>`)) {
      if (performance.now() > deadline) throw new Error(`${file} has not been served after ${patience} ms`)
    }
  })
}
