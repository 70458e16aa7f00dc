import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { git } from '../e2e/support/site'
import { generateContent } from './generate'
import type { Table } from './measure'
import { publish, requirePublished, requireVisible, textOf } from './publisher'
import { startAt, type PublishSite } from './publish-sites'

/** What publishing answers on a full disk and in a read-only folder; a small disk of its own takes root. */
export async function measureDisk(): Promise<Table> {
  const folder = await mkdtemp(path.join(tmpdir(), 'twelvefold-bench-'))
  const disk = path.join(folder, 'disk')
  await mkdir(disk)
  const isMounted = mount('-t', 'tmpfs', '-o', 'size=12m', 'tmpfs', disk)
  const rows: string[][] = []
  try {
    if (isMounted) rows.push(...(await measureMounted(disk, path.join(folder, 'data'))))
    else rows.push(['full disk, read-only folder', 'not measured: mounting a small disk takes root', ''])
  } finally {
    if (isMounted) execFileSync('umount', [disk])
    await rm(folder, { recursive: true, force: true })
  }
  return {
    title: 'Publishing without room',
    columns: ['What', 'Answer', 'Afterwards'],
    rows,
    note: 'Content on a disk of 12 MB, which is filled up, then made read-only; afterwards the folder and git are as before, and the same text is sent again once there is room.',
  }
}

async function measureMounted(disk: string, dataDir: string): Promise<string[][]> {
  const contentDir = path.join(disk, 'content')
  await generateContent(contentDir, 40)
  const site = await startAt({ contentDir, dataDir, writers: 1 })
  const filler = path.join(disk, 'filler')
  const fill = async () => {
    const { bavail, bsize } = await statfs(disk)
    await writeFile(filler, Buffer.alloc(bavail * bsize)).catch(() => undefined)
  }
  try {
    const full = await refused(site, 'full', { begin: fill, end: () => rm(filler) })
    const remount = (mode: string) => () => Promise.resolve(void mount('-o', `remount,${mode}`, disk))
    const readOnly = await refused(site, 'readonly', { begin: remount('ro'), end: remount('rw') })
    return [
      ['full disk', full, 'published when sent again'],
      ['read-only folder', readOnly, 'published when sent again'],
    ]
  } finally {
    await site.stop()
  }
}

type Trouble = { begin: () => Promise<void>; end: () => Promise<void> }

async function refused(site: PublishSite, name: string, { begin, end }: Trouble): Promise<string> {
  const text = textOf(name, 1)
  const [cookie = ''] = site.cookies
  const look = () => git(site.contentDir, 'status', '--porcelain') + git(site.contentDir, 'rev-parse', 'HEAD')
  const before = look()
  await begin()
  const { status, words } = await publish(site, cookie, text)
  await end()
  if (status !== 503 || !words.includes('your text is safe')) throw new Error(`${name}: ${status} ${words}`)
  if (look() !== before) throw new Error(`${name}: something was left in the folder`)
  await requireVisible(site, text, await requirePublished(site, cookie, text))
  return words
}

function mount(...args: string[]): boolean {
  try {
    execFileSync('mount', args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
