import { readdir } from 'node:fs/promises'
import { git } from '../e2e/support/site'
import type { Table } from './measure'
import { publishUntilGone, requireKept } from './publish-many'
import { startPublishSite, type PublishSite } from './publish-sites'

const kills = 30
const writers = 8
const documents = 242

/** Kills the server at random moments while people publish, and starts it again; throws when anything is lost or torn. */
export async function measureKills(): Promise<Table> {
  let site = await startPublishSite(documents, writers)
  const { stop } = site
  let acknowledged = 0
  try {
    for (let kill = 0; kill < kills; kill++) {
      const run = `kill${kill}`
      let acknowledge: () => void = () => undefined
      const begun = new Promise<void>((resolve) => (acknowledge = resolve))
      const publishing = Array.from({ length: writers }, (_, writer) =>
        publishUntilGone(site, { run, writer, acknowledge: () => acknowledge() }),
      )
      await Promise.race([begun, Promise.all(publishing)])
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 1500))
      process.kill(site.pid, 'SIGKILL')
      const published = (await Promise.all(publishing)).flat()
      site = await site.restart()
      await requireKept(site, published)
      await requireClean(site)
      acknowledged += published.length
    }
    if (acknowledged === 0) throw new Error('Nothing was acknowledged, so nothing was measured')
  } finally {
    await site.stop().finally(stop)
  }
  return {
    title: 'Publishing, killed',
    columns: ['Kills', 'Acknowledged', 'Lost', 'Torn or left over', 'git fsck', 'By hand'],
    rows: [[kills, acknowledged, 0, 0, 'clean', 'nothing']],
    note: `${writers} people publish without a pause on ${documents} documents; kill -9 within 1.5 s of the first answer, start again; every acknowledged text is looked for in the last commit and on its page.`,
  }
}

async function requireClean({ contentDir }: PublishSite): Promise<void> {
  const status = git(contentDir, 'status', '--porcelain', '--untracked-files=all')
  const fsck = git(contentDir, 'fsck', '--no-dangling', '--no-progress')
  const temps = (await readdir(contentDir, { recursive: true })).filter((name) => name.includes('.twelvefold-'))
  if (status + fsck !== '' || temps.length > 0) {
    throw new Error(`After a kill the folder is not clean: ${[status, fsck, ...temps].join('\n')}`)
  }
}
