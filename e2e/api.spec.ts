import { execFileSync, spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { APIRequestContext } from '@playwright/test'
import { admin, createPerson, leaveAndSignOut, signIn } from './support/people'
import { git, type Site } from './support/site'
import { expect, people, testApart as test } from './support/test'

type Answer = { id: string; url: string; version: string }

const fields = {
  title: 'Sent by a program',
  summary: 'A column knew the answer.',
  lessons: [7, 1],
  severity: 'minor',
  happened: '2026-11-02',
}
const text = { ...fields, body: '## Summary\n\nIt broke.' }

const tokenOf = (site: Site, email: string, scope = 'publish') =>
  admin(site, ['token', '--email', email, '--scope', scope, '--name', 'CI'])
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const freshKey = () => ({ 'idempotency-key': crypto.randomUUID() })

const publish = (request: APIRequestContext, headers: Record<string, string>, data: unknown = text) =>
  request.post('/api/postmortems', {
    headers: { 'content-type': 'application/json', ...headers },
    data: data as object,
  })

async function publishes(request: APIRequestContext, headers: Record<string, string>, data: unknown): Promise<Answer> {
  const response = await publish(request, headers, data)
  expect(response.status(), await response.text()).toBe(201)
  return (await response.json()) as Answer
}

const run = (script: string, env: Record<string, string>) => {
  const withStatus = script.replaceAll('curl -sS', "curl -sS -w '\\n%{http_code}'")
  const output = execFileSync('sh', ['-c', withStatus], { env: { ...process.env, ...env }, encoding: 'utf8' })
  const [status = '', ...lines] = output.split('\n').reverse()
  return { status: Number(status), answer: JSON.parse(lines.reverse().join('\n')) as Answer }
}

test('every example of docs/api.md does what stands there', async ({ site, request }) => {
  test.skip(spawnSync('curl', ['--version']).status !== 0, 'There is no curl on this machine.')
  const env = { SITE: site.address, TOKEN: tokenOf(site, people.writer.email) }
  const documentation = await readFile('docs/api.md', 'utf8')
  const examples = [...documentation.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, script = '']) => script)
  const [json = '', file = '', get = '', put = '', search = '', ...more] = examples
  expect(more).toEqual([])
  const first = run(json, env)
  expect(first).toMatchObject({ status: 201, answer: { url: '/postmortems/the-score-was-too-good' } })
  expect(run(json, env)).toEqual({ ...first, status: 200 })
  const sent = run(file, env)
  expect(sent).toMatchObject({ status: 201, answer: { ignored: [] } })
  const { id, version, url } = sent.answer
  expect(run(get, { ...env, ID: id })).toMatchObject({
    status: 200,
    answer: { id, version, fields: { happened: '2026-11-03' }, body: 'The cache had no limit of age.' },
  })
  const changed = run(put, { ...env, ID: id, VERSION: version })
  expect(changed).toMatchObject({ status: 200, answer: { id, url } })
  expect(await (await request.get(url)).text()).toContain('4 Nov 2026')
  expect(run(search, env).status).toBe(200)
})

test('what a program publishes is there at once, in its owner’s name', async ({ site, request }) => {
  const token = tokenOf(site, people.writer.email)
  const response = await publish(request, bearer(token))
  expect(response.status()).toBe(201)
  const { id, url } = (await response.json()) as Answer
  expect(response.headers().location).toBe(url)
  for (const address of [url, `/postmortems/${id}`, '/postmortems', '/search?q=sent+by+a+program']) {
    expect(await (await request.get(address)).text(), address).toContain('Sent by a program')
  }
  const log = git(site.contentDir, 'log', '-1', '--format=%an <%ae> %s', '--', `.${url}.mdx`)
  expect(log).toBe('Ada Lovelace <ada@example.org> Add postmortem: Sent by a program\n')
  expect(git(site.contentDir, 'status', '--porcelain')).toBe('')
})

test('a key leads to one page of one person, and to no other text', async ({ site, request }) => {
  const [ada, grace] = [people.writer, people.admin].map(({ email }) => bearer(tokenOf(site, email)))
  const key = freshKey()
  const same = { ...text, title: 'Sent with a key' }
  const all = await Promise.all(Array.from({ length: 4 }, () => publish(request, { ...ada, ...key }, same)))
  expect(all.map((response) => response.status()).sort()).toEqual([200, 200, 200, 201])
  const answers = (await Promise.all(all.map((response) => response.json()))) as Answer[]
  expect(new Set(answers.map(({ url }) => url))).toEqual(new Set(['/postmortems/sent-with-a-key']))
  const another = await publish(request, { ...ada, ...key }, { ...same, summary: 'Another.' })
  expect([another.status(), await another.text()]).toEqual([
    409,
    expect.stringContaining('/postmortems/sent-with-a-key'),
  ])
  expect((await publishes(request, { ...grace, ...key }, same)).url).toBe('/postmortems/sent-with-a-key-2')
})

test('who may not is told why, before what they sent is read', async ({ site, request }) => {
  test.setTimeout(180_000)
  const status = async (headers: Record<string, string>) =>
    (await publish(request, headers, { nonsense: true })).status()
  const token = tokenOf(site, people.writer.email)
  expect(await status(bearer(token))).toBe(400)
  expect(await status(bearer(`${token}x`))).toBe(401)
  expect(await status(bearer(tokenOf(site, people.writer.email, 'read')))).toBe(403)
  createPerson(site, { email: 'demoted@example.org', name: 'Soon A Reader', role: 'writer' })
  const demoted = bearer(tokenOf(site, 'demoted@example.org'))
  expect(await status(demoted)).toBe(400)
  admin(site, ['role', '--email', 'demoted@example.org', '--role', 'reader'])
  expect(await status(demoted)).toBe(403)
  admin(site, ['disable', '--email', 'demoted@example.org'])
  expect(await status(demoted)).toBe(401)
})

test('a session publishes from pages of the site alone', async ({ page, site }) => {
  await signIn(page, people.writer.email)
  const from = (origin: Record<string, string>) => publish(page.request, origin, { ...text, title: 'From a page' })
  for (const origin of [{}, { origin: 'null' }, { origin: 'https://evil.example' }]) {
    expect((await from(origin)).status()).toBe(403)
  }
  expect((await from({ origin: site.address })).status()).toBe(201)
  await leaveAndSignOut(page)
  expect((await from({ origin: site.address })).status()).toBe(401)
  await signIn(page, people.reader.email)
  expect((await from({ origin: site.address })).status()).toBe(403)
})

test('what is refused is named by its field, its place and its rewrite', async ({ site, request }) => {
  const headers = bearer(tokenOf(site, people.writer.email))
  const problemsOf = async (data: unknown, type = 'application/json') => {
    const response = await publish(request, { ...headers, 'content-type': type }, data)
    expect(response.status()).toBe(400)
    return ((await response.json()) as { problems: object[] }).problems
  }
  const rewrite = expect.objectContaining({ text: '<br />' }) as unknown
  expect(await problemsOf({ ...text, severity: 'awful', id: 'mine00000000' })).toMatchObject([
    { field: 'severity' },
    { field: 'id' },
  ])
  expect(await problemsOf({ ...text, body: 'One.\n\nTwo<br>three.' })).toMatchObject([{ line: 3, column: 4, rewrite }])
  const file = '---\ntitle: T\nsummary: S\nlessons: [7]\nseverity: minor\nhappened: 2026\n---\n\nTwo<br>three.\n'
  expect(await problemsOf(Buffer.from(file), 'text/markdown')).toMatchObject([{ line: 9, column: 4, rewrite }])
  expect(await problemsOf(Buffer.from(file.replace('minor', 'awful')), 'text/markdown')).toMatchObject([
    { line: 5, field: 'severity' },
  ])
})

test('of a whole file the given fields are taken, and it says which had no effect', async ({ site, request }) => {
  const headers = { ...bearer(tokenOf(site, people.writer.email)), 'content-type': 'text/markdown' }
  const front = 'title: A whole file\nsummary: S\nlessons: [7]\nseverity: minor\nhappened: 2026'
  const file = `---\nid: mine00000000\nslug: ../../etc/passwd\nauthors: [Eve]\ncreated: 1999-01-01\n${front}\n---\n\nText.\n`
  const response = await publish(request, headers, Buffer.from(file))
  expect(response.status()).toBe(201)
  expect(await response.json()).toMatchObject({
    url: '/postmortems/a-whole-file',
    ignored: ['id', 'slug', 'authors', 'created'],
  })
  const source = git(site.contentDir, 'show', 'HEAD:postmortems/a-whole-file.mdx')
  expect(source).toContain('authors:\n  - Ada Lovelace')
  for (const left of ['mine00000000', 'Eve', '1999', 'passwd']) expect(source).not.toContain(left)
})

test('sizes, types and what is no text are refused with words', async ({ site, request }) => {
  const headers = bearer(tokenOf(site, people.writer.email))
  const sent = async (data: string | Buffer, type: string, more: Record<string, string> = {}) => {
    const response = await publish(request, { ...headers, 'content-type': type, ...more }, Buffer.from(data))
    expect(((await response.json()) as { message: string }).message.length).toBeGreaterThan(10)
    return response.status()
  }
  const json = 'application/json'
  expect(await sent(' '.repeat(1024 * 1024 + 1), json)).toBe(413)
  expect(await sent(JSON.stringify({ ...text, body: 'x'.repeat(256 * 1024 + 1) }), json)).toBe(413)
  expect(await sent('{}', 'text/plain')).toBe(415)
  expect(await sent('a=b', 'application/x-www-form-urlencoded')).toBe(415)
  expect(await sent('{}', json, { 'content-encoding': 'gzip' })).toBe(415)
  expect(await sent('{', json)).toBe(400)
  expect(await sent('[]', json)).toBe(400)
  expect(await sent(Buffer.from([0x2d, 0xff, 0xfe]), 'text/markdown')).toBe(400)
  expect(await sent(JSON.stringify(text), json, { 'idempotency-key': 'short' })).toBe(400)
})

test('a change names its version; who comes second gets both texts, and nothing is written', async ({
  site,
  request,
}) => {
  test.setTimeout(180_000)
  const headers = bearer(tokenOf(site, people.writer.email))
  const { id, url, version } = await publishes(request, headers, { ...text, title: 'Changed by two' })
  const change = (more: Record<string, unknown>, sender = headers) =>
    request.put(`/api/postmortems/${id}`, {
      headers: sender,
      data: { ...text, title: 'Changed by two', version, why: 'Because', ...more },
    })
  createPerson(site, { email: 'other@example.org', name: 'Another Writer', role: 'writer' })
  expect((await change({ body: 'Theirs.' }, bearer(tokenOf(site, 'other@example.org')))).status()).toBe(403)
  const first = await change({ body: 'First.' })
  expect(first.status()).toBe(200)
  expect((await change({ body: 'First.' })).status()).toBe(200)
  const second = await change({ body: 'Second.' })
  expect(second.status()).toBe(409)
  expect(await second.json()).toMatchObject({
    error: 'conflict',
    theirs: { version: ((await first.json()) as Answer).version, body: 'First.', fields: { title: 'Changed by two' } },
    base: { version, body: '## Summary\n\nIt broke.' },
  })
  expect(await (await request.get(url)).text()).toContain('First.')
  expect(await (await change({ version: 'f'.repeat(64), body: 'Third.' })).json()).toMatchObject({ base: null })
  expect(await (await change({ why: '' })).json()).toMatchObject({ problems: [{ field: 'why' }] })
  expect((await request.get('/api/postmortems/nothere22222')).status()).toBe(404)
  const elsewhere = await request.put('/api/postmortems/nothere22222', {
    headers,
    data: { ...text, version, why: 'Because' },
  })
  expect(elsewhere.status()).toBe(404)
  expect(git(site.contentDir, 'log', '--format=%s', '--', `.${url}.mdx`).trim().split('\n')).toHaveLength(2)
})

test('a change moves the page to the address of its title when it says so, once; the old address leads there', async ({
  site,
  request,
}) => {
  const headers = bearer(tokenOf(site, people.writer.email))
  const { id, url, version } = await publishes(request, headers, { ...text, title: 'Where it was' })
  const put = (data: Record<string, unknown>) =>
    request.put(`/api/postmortems/${id}`, { headers, data: { ...text, title: 'Where it is', why: 'Because', ...data } })
  expect(await (await put({ version, newAddress: 'yes' })).json()).toMatchObject({
    problems: [{ field: 'newAddress' }],
  })
  const stays = (await (await put({ version })).json()) as Answer
  expect(stays.url).toBe(url)
  const moved = await put({ version: stays.version, newAddress: true })
  expect(await moved.json()).toMatchObject({ id, url: '/postmortems/where-it-is' })
  const again = await put({ version: stays.version, newAddress: true })
  expect([again.status(), await again.json()]).toEqual([200, await moved.json()])
  const old = await request.get(url, { maxRedirects: 0 })
  expect([old.status(), old.headers().location]).toEqual([308, '/postmortems/where-it-is'])
  const commits = git(site.contentDir, 'log', '--format=%s', '--', `.${url}.mdx`, 'postmortems/where-it-is.mdx')
  expect(commits.trim().split('\n')).toEqual([
    'Change postmortem: Where it is',
    'Change postmortem: Where it is',
    'Add postmortem: Where it was',
  ])
})

test('past sixty in a minute a person is told when to come back, and others go on', async ({ site, request }) => {
  createPerson(site, { email: 'flood@example.org', name: 'A Flood', role: 'writer' })
  const headers = { ...bearer(tokenOf(site, 'flood@example.org')), ...freshKey() }
  const flood = { ...text, title: 'Sent in a flood' }
  const statuses = []
  for (let sent = 0; sent < 61; sent++) statuses.push((await publish(request, headers, flood)).status())
  expect(statuses.slice(0, 60)).toEqual([201, ...Array.from({ length: 59 }, () => 200)])
  const refused = await publish(request, headers, flood)
  expect(refused.status()).toBe(429)
  expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(0)
  expect((await publish(request, bearer(tokenOf(site, people.writer.email)), { nonsense: true })).status()).toBe(400)
})

test('in the middle of a merge it says what to do, leaves the merge alone, and the site serves on', async ({
  site,
  request,
}) => {
  const headers = bearer(tokenOf(site, people.writer.email))
  const team = (...args: string[]) =>
    git(site.contentDir, '-c', 'user.name=Team', '-c', 'user.email=team@example.org', ...args)
  const merged = { ...text, title: 'After the merge' }
  team('switch', '--quiet', '--create', 'side')
  team('commit', '--quiet', '--allow-empty', '--message', 'Side')
  team('switch', '--quiet', 'main')
  team('merge', '--quiet', '--no-ff', '--no-commit', 'side')
  const refused = await publish(request, headers, merged)
  expect(refused.status()).toBe(503)
  expect(await refused.text()).toContain('A merge is unfinished in the content folder. Finish or abort it')
  expect(Number(refused.headers()['retry-after'])).toBeGreaterThan(0)
  expect(git(site.contentDir, 'rev-parse', '--verify', 'MERGE_HEAD')).not.toBe('')
  expect(git(site.contentDir, 'status', '--porcelain')).toBe('')
  expect((await request.get('/postmortems')).ok()).toBe(true)
  team('commit', '--quiet', '--no-edit')
  expect((await publish(request, headers, merged)).status()).toBe(201)
})
