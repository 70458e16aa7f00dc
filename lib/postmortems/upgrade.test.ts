import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { git } from '@/lib/git'
import { commitAll, makeTempFolder, publishFile } from './temp-repository'

const identity = ['-c', 'user.name=Team', '-c', 'user.email=team@example.org']
const names = Array.from({ length: 20 }, (_, at) => `postmortems/ours-${at + 1}.mdx`)

/** A product with an upstream, and a team's checkout of it. */
async function makeCheckout() {
  const folder = await makeTempFolder()
  const upstream = path.join(folder, 'upstream')
  const checkout = path.join(folder, 'checkout')
  const dataDir = path.join(folder, 'data')
  await mkdir(dataDir)
  await write(upstream, 'content/postmortems/shipped.mdx', 'first\n')
  await write(upstream, 'app/page.tsx', 'first\n')
  await git(upstream, ['-c', 'init.defaultBranch=main', 'init', '--quiet'])
  await git(upstream, ['add', '.'])
  await commitAll(upstream, 'First release')
  await git(folder, ['clone', '--quiet', upstream, checkout])
  return { folder, upstream, checkout, dataDir }
}

async function release(upstream: string): Promise<void> {
  await write(upstream, 'content/postmortems/shipped.mdx', 'second\n')
  await write(upstream, 'content/postmortems/another.mdx', 'new\n')
  await write(upstream, 'app/page.tsx', 'second\n')
  await git(upstream, ['add', '.'])
  await commitAll(upstream, 'Second release')
}

async function write(folder: string, file: string, text: string): Promise<void> {
  await mkdir(path.dirname(path.join(folder, file)), { recursive: true })
  await writeFile(path.join(folder, file), text)
}

async function publishTwenty(contentDir: string, dataDir: string): Promise<void> {
  const author = { name: 'Ada', email: 'ada@example.org' }
  await Promise.all(
    names.map((relativePath) =>
      publishFile({ contentDir, dataDir, relativePath, text: 'ours\n', author, message: 'Add', expected: 'absent' }),
    ),
  )
}

test('with the content in a repository of its own, twenty publishes leave the checkout as it was', async () => {
  const { folder, upstream, checkout, dataDir } = await makeCheckout()
  const contentDir = path.join(folder, 'team-content')
  await mkdir(contentDir)
  await git(contentDir, ['-c', 'init.defaultBranch=main', 'init', '--quiet'])
  await publishTwenty(contentDir, dataDir)
  await release(upstream)
  await git(checkout, ['pull', '--quiet', '--ff-only'])
  expect(await git(checkout, ['status', '--porcelain'])).toBe('')
  expect((await git(contentDir, ['ls-files'])).trim().split('\n').sort()).toEqual([...names].sort())
})

test('with the content in the checkout, twenty publishes merge with an upgrade without conflict', async () => {
  const { upstream, checkout, dataDir } = await makeCheckout()
  await publishTwenty(path.join(checkout, 'content'), dataDir)
  await release(upstream)
  await git(checkout, [...identity, 'pull', '--quiet', '--no-rebase', '--no-edit'])
  expect(await git(checkout, ['status', '--porcelain'])).toBe('')
  const files = (await git(checkout, ['ls-files', 'content'])).trim().split('\n')
  expect(files).toHaveLength(names.length + 2)
})
