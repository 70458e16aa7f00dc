import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { git, startServer, type Site } from '../e2e/support/site'
import { openLibraryAt } from '../lib/library/shelf'
import { readSnapshot } from '../lib/library/snapshot'
import { generateContent } from './generate'
import { signInMany } from './people'

/** A site with people who may publish. */
export type PublishSite = Site & { cookies: string[]; restart: () => Promise<PublishSite> }

/** Where a site keeps its things. */
export type Place = { contentDir: string; dataDir: string }

/** Starts a site with so many documents in a repository, all of them compiled before, and so many writers. */
export async function startPublishSite(size: number, writers: number): Promise<PublishSite> {
  const { remove, ...place } = await makePlace(size)
  const site = await startAt({ ...place, writers })
  return { ...site, stop: () => site.stop().finally(remove) }
}

/** Makes the folders of a site with so many documents; `remove` takes them away. */
export async function makePlace(size: number): Promise<Place & { remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'twelvefold-bench-'))
  const contentDir = path.join(folder, 'content')
  await generateContent(contentDir, size)
  const remove = () => rm(folder, { recursive: true, force: true })
  return { contentDir, dataDir: path.join(folder, 'data'), remove }
}

/** Starts a site at a content folder that is in no repository yet. */
export async function startAt({ contentDir, dataDir, writers }: Place & { writers: number }): Promise<PublishSite> {
  await mkdir(dataDir, { recursive: true })
  git(contentDir, 'init', '--quiet', '--initial-branch=main')
  git(contentDir, 'add', '.')
  git(contentDir, '-c', 'user.name=Team', '-c', 'user.email=team@example.org', 'commit', '--quiet', '-m', 'Content')
  await compile(contentDir, dataDir)
  const env = { CONTENT_DIR: contentDir, DATA_DIR: dataDir }
  const server = await startServer({ folder: process.cwd(), env, probe: '/' })
  const site = { ...server, contentDir, dataDir }
  const cookies = await signInMany(
    site,
    { file: path.join(dataDir, 'twelvefold.db') },
    { count: writers, role: 'writer' },
  )
  const restart = async (): Promise<PublishSite> => {
    const again = await startServer({ folder: process.cwd(), env, probe: '/' })
    return { ...site, ...again, cookies, restart }
  }
  return { ...site, cookies, restart }
}

/** The first start would compile them, and thousands take longer than a start may. */
async function compile(contentDir: string, dataDir: string): Promise<void> {
  const buildId = (await readFile(path.join('.next', 'BUILD_ID'), 'utf8')).trim()
  const library = await openLibraryAt({ contentDir, dataDir, snapshot: await readSnapshot(), buildId })
  await library.close()
}
