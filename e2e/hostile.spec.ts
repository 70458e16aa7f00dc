import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { APIRequestContext } from '@playwright/test'
import { admin, createPerson } from './support/people'
import { git, type Site } from './support/site'
import { expect, people, testApart as test } from './support/test'

// A sample against the running site; lib/postmortems/hostile.test.ts and lib/library/hostile.test.ts have the rest.
const folder = path.resolve('../shared/data/hostile')
const isThere = existsSync(folder)

const read = (name: string) => (isThere ? readFileSync(path.join(folder, name), 'utf8') : '')
const json = <T>(name: string) => (isThere ? (JSON.parse(read(name)) as T[]) : [])
const every = <T>(step: number, all: T[]) => all.filter((_, at) => at % step === 0)

const recipes = json<{ parts: [string, number][] }>('pathological/recipes.json').map(({ parts }) => {
  const size = parts.reduce((sum, [text, times]) => sum + text.length * times, 0)
  return parts
    .map(([text, times]) => text.repeat(Math.max(1, Math.floor(times * Math.min(1, 250_000 / size)))))
    .join('')
})
/** All 19 recipes, 13 naughty strings, 14 injections, 11 inputs of MDX. */
const bodies = [
  ...recipes,
  ...every(40, json<string>('strings/blns.json')),
  ...every(500, read('xss/payloadbox-xss-payload-list.txt').split('\n')),
  ...every(11, json<string>('mdx/mdx-test-inputs.json')),
]
const titles = [
  '🎉🔥💥',
  'x'.repeat(10_000),
  '../../etc/passwd',
  '--output=x',
  'con',
  'turned \u202e around',
  'nothing \u0000 here',
  'half \ud800 a pair',
  'two\nlines',
  '<script>alert(1)</script>',
]
const fields = { title: 'A hostile text', summary: 'S', lessons: [7], severity: 'minor', happened: '2026-11-02' }

type Answer = { message?: string; url?: string; problems?: object[] }

/** Publishes with a token of somebody new, since one person may not send so many in a minute. */
function publisher(site: Site, request: APIRequestContext, email: string) {
  createPerson(site, { email, name: '$(touch y) "--author=x"', role: 'writer' })
  const token = admin(site, ['token', '--email', email, '--scope', 'publish', '--name', 'CI'])
  return async (data: string, type = 'application/json') => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': type }
    const response = await request.post('/api/postmortems', { headers, data: Buffer.from(data) })
    expect([201, 400, 413], data.slice(0, 100)).toContain(response.status())
    const answer = (await response.json()) as Answer
    if (response.status() !== 201) expect(answer.message?.length).toBeGreaterThan(10)
    return answer
  }
}

/** Only pages of good names, all committed, and the site serves them and goes on. */
async function expectSound(site: Site, request: APIRequestContext, urls: string[]): Promise<void> {
  expect((await readdir(site.contentDir)).sort()).toEqual([
    '.git',
    'lessons',
    'postmortems',
    'synonyms.yaml',
    'toy-problems',
  ])
  const names = await readdir(path.join(site.contentDir, 'postmortems'))
  expect(names.filter((name) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.mdx)?$/.test(name))).toEqual([])
  expect(git(site.contentDir, 'status', '--porcelain')).toBe('')
  for (const url of ['/', '/postmortems', '/search?q=hostile', '/sitemap.xml', ...urls]) {
    expect((await request.get(url)).status(), url).toBe(200)
  }
}

test('hostile texts through the API are published or refused in words, and the site serves on', async ({
  site,
  request,
}) => {
  test.skip(!isThere, `The hostile inputs are not at ${folder}.`)
  test.setTimeout(240_000)
  const [publish, publishFile] = [
    publisher(site, request, 'h1@example.org'),
    publisher(site, request, 'h2@example.org'),
  ]
  const urls = []
  for (const body of bodies) {
    const { url } = await publish(JSON.stringify({ ...fields, body }))
    if (url) urls.push(url)
  }
  const front = Object.entries(fields).map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
  for (const body of every(4, bodies)) {
    const { url } = await publishFile(`---\n${front.join('')}---\n${body}`, 'text/markdown')
    if (url) urls.push(url)
  }
  expect(urls.length).toBeGreaterThan(5)
  await expectSound(site, request, urls)
})

test('hostile titles through the API make good names, or are refused as titles', async ({ site, request }) => {
  test.setTimeout(180_000)
  const publish = publisher(site, request, 'h3@example.org')
  const urls = []
  for (const title of titles) {
    const { url, problems = [] } = await publish(JSON.stringify({ ...fields, title, body: 'Text.' }))
    if (url) urls.push(url)
    else expect(problems).toMatchObject([{ field: 'title' }])
  }
  expect(urls).toEqual([
    '/postmortems/etc-passwd',
    '/postmortems/output-x',
    '/postmortems/postmortem-con',
    '/postmortems/two-lines',
    '/postmortems/script-alert-1-script',
  ])
  await expectSound(site, request, urls)
})

test('names with angle brackets or line breaks are no names of people', ({ site }) => {
  for (const name of ['Eve <eve@evil.example>', 'Eve\nCommitter: x', 'turned \u202e around']) {
    expect(() => createPerson(site, { email: 'eve@example.org', name, role: 'writer' })).toThrow(/one line without/)
  }
})

test('hostile files through import come in or are refused with their lines, and the site serves on', async ({
  site,
  request,
}) => {
  test.setTimeout(240_000)
  const place = await mkdtemp(path.join(tmpdir(), 'twelvefold-hostile-'))
  for (const [at, text] of bodies.entries()) await writeFile(path.join(place, `2025-01-01-${at}.md`), text)
  for (const [at, title] of titles.entries()) {
    await writeFile(
      path.join(place, `2025-01-02-${at}.md`),
      `---\ntitle: ${JSON.stringify(title)}\nsummary: S\n---\nText.\n`,
    )
  }
  const named = '---\ndate: 2025-01-03\nsummary: S\n---\n'
  for (const name of ['--output=x.md', 'con.md', '$(touch y).md', 'two\nlines\u001b[2J.md']) {
    await writeFile(path.join(place, name), `${named}Text of ${JSON.stringify(name)}.\n`)
  }
  await mkdir(path.join(place, '-x'))
  const args = ['--conditions=react-server', '--import', 'tsx', 'scripts/import.ts', place, '--lessons', '7']
  const env = { ...process.env, CONTENT_DIR: site.contentDir, DATA_DIR: site.dataDir }
  const author = ['--author', `${people.writer.name} <${people.writer.email}>`, '--keep-going']
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args, ...author], { env, encoding: 'utf8' })
  await rm(place, { recursive: true, force: true })
  expect(status).toBe(1)
  expect(stdout + stderr).not.toMatch(/\n {4}at |\u001b|Error:/)
  const files = [...stdout.matchAll(/-> (postmortems\/\S+)\.mdx$/gm)].map(([, file]) => `/${file}`)
  expect(files.length).toBeGreaterThan(8)
  const last = files.at(-1) ?? ''
  await expect.poll(async () => (await request.get(last)).status(), { timeout: 10_000 }).toBe(200)
  await expectSound(site, request, files)
})
