import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect } from '@playwright/test'
import { git, type Site } from './site'

/** Writes a postmortem of lesson 3 as somebody with an editor does, commits it, and waits until the site serves it. */
export async function commitPostmortem(site: Site, slug: string, text: string): Promise<void> {
  const front = `title: "${titleOf(slug)}"\nsummary: S\nlessons: [3]\ncreated: 2026-11-01\nseverity: minor\nhappened: 2026-11-01`
  await writeFile(fileOf(site, slug), `---\nid: ${idOf(slug)}\n${front}\n---\n\n${text}\n`)
  commit(site, slug)
  const [first = ''] = text.split('\n')
  await expect.poll(() => pageOf(site, slug), { timeout: 5000 }).toContain(first)
}

/** Removes it again. */
export async function removePostmortem(site: Site, slug: string): Promise<void> {
  await rm(fileOf(site, slug))
  commit(site, slug)
  await expect.poll(() => pageOf(site, slug), { timeout: 5000 }).toContain('There is no page')
}

/** The title of such a postmortem: its slug in words. */
export function titleOf(slug: string): string {
  return slug.replaceAll('-', ' ')
}

function idOf(slug: string): string {
  return slug.replaceAll('-', '').slice(0, 16).padEnd(8, '0')
}

function fileOf({ contentDir }: Site, slug: string): string {
  return path.join(contentDir, 'postmortems', `${slug}.mdx`)
}

function commit({ contentDir }: Site, slug: string): void {
  git(contentDir, 'add', '--all', '--', 'postmortems')
  git(contentDir, '-c', 'user.name=Team', '-c', 'user.email=team@example.org', 'commit', '--quiet', '-m', titleOf(slug))
}

async function pageOf({ address }: Site, slug: string): Promise<string> {
  return (await fetch(`${address}/postmortems/${slug}`)).text()
}
