import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { readContract, type Contract } from './support/contract'
import { admin, createPerson, signIn } from './support/people'
import { git, startSite } from './support/site'
import { expect, people, testApart as base } from './support/test'

// Real answers of the production build, happy and refused, are what /api/openapi.json says, to the last field.

const test = base.extend<object, { contract: Contract }>({
  contract: [
    async ({ playwright, site }, use) => {
      const request = await playwright.request.newContext({ baseURL: site.address })
      await use(await readContract(request))
      await request.dispose()
    },
    { scope: 'worker' },
  ],
})

// One after the other: the last of them looks at what the others held.
test.describe.configure({ mode: 'serial' })

const fields = {
  title: 'Held to the description',
  summary: 'A column knew the answer.',
  lessons: [7, 1],
  severity: 'minor',
  happened: '2026-11-02',
}
const text = { ...fields, body: '## Summary\n\nIt broke.' }
const everything = {
  ...text,
  title: 'With every field',
  failureClass: ['leakage', 'drift'],
  tags: ['data join'],
  started: '2026-11-01T10:00Z',
  detected: '2026-11-02',
  detectedBy: 'luck',
  versions: { model: 'm1', run: 'r1' },
  metrics: [{ name: 'AUC', expected: 0.8, observed: '0.99 or so', slice: 'new users' }],
  baseline: { what: 'The mean', beatModel: true },
  impact: { people: 'Ten' },
  actions: [{ what: 'Split by day', kind: 'prevent', owner: 'Ada', due: '2026-12-01' }],
  heuristic: 'If the score is too good, look for the answer in a column.',
  reviewBy: '2027-11-02',
  shelfLife: 'practice',
  sources: [{ title: 'A paper', address: 'https://example.org/paper', year: 2020 }],
}

const at = '2026-01-05T09:00:00.000Z'
const record = {
  documentId: 'sf99gjpxac',
  kind: 'lesson',
  lesson: 7,
  state: 'read',
  source: 'manual',
  stateAt: at,
  readAt: at,
  versionRead: 'ab',
  firstOpenedAt: at,
  lastSeenAt: at,
  lastSection: { id: 's', heading: 'S', part: 0.5, at },
  otherMarks: { 'ab:opened': { state: 'reading', source: 'auto', stateAt: at } },
  ticks: { one: { on: true, at } },
  answers: { two: { value: 'A guess', confidence: 70, at } },
}

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const asJson = { 'content-type': 'application/json' }
const asFile = { 'content-type': 'text/markdown' }
const nobody = bearer('twelvefold_of-nobody')

test('it describes this site: its address, and no field that answers may have besides', async ({ contract, site }) => {
  expect(contract.document.servers).toEqual([{ url: site.address }])
  expect(Object.keys(contract.document.paths)).toHaveLength(6)
})

test('an answer with a field that it does not name would not pass', async ({ contract, request }) => {
  const response = await request.get('/api/lessons')
  const body = (await response.json()) as { lessons: object[] }
  const changed = { ...body, lessons: [{ ...body.lessons[0], secret: 1 }] }
  const forged = Object.assign(Object.create(response) as typeof response, { json: () => Promise.resolve(changed) })
  await expect(contract.hold('listLessons', forged)).rejects.toThrow(/secret/)
  const status = Object.assign(Object.create(response) as typeof response, { status: () => 418 })
  await expect(contract.hold('listLessons', status)).rejects.toThrow(/418/)
})

test('searching and lessons', async ({ contract, request }) => {
  for (const query of [
    'q=leakage',
    'q=leakge&limit=50',
    'q=the+model&offset=5&kind=postmortem&kind=lesson&severity=major&lesson=7&year=2013',
    'q="knew+the+answer"+-drift+lesson:7+is:postmortem',
    'q=zzzzqqqq&tag=none+has+this&author=nobody',
    'q=model&class=leakage&is=open&before=2030-01-01&after=1990-01-01',
    '',
  ]) {
    const response = await request.get(`/api/search?${query}`)
    expect(response.status(), query).toBe(200)
    await contract.hold('search', response)
  }
  for (const query of ['q=a&limit=0', 'q=a&kind=post', `q=${'x'.repeat(201)}`, 'before=soon']) {
    const response = await request.get(`/api/search?${query}`)
    expect(response.status(), query).toBe(400)
    await contract.hold('search', response)
  }
  await contract.hold('listLessons', await request.get('/api/lessons'))
  for (const [operation, address] of [
    ['search', '/api/search?q=a'],
    ['listLessons', '/api/lessons'],
  ] as const) {
    const response = await request.get(address, { headers: nobody })
    expect(response.status()).toBe(401)
    await contract.hold(operation, response)
  }
})

test('what is similar, to a document and to a text, and every way to be refused', async ({
  contract,
  site,
  request,
}) => {
  const own = { origin: site.address }
  for (const [status, data, headers] of [
    [200, { to: { id: 'sf99gjpxac' }, kinds: ['postmortem'], without: ['nobody'], limit: 20 }, own],
    [200, { to: { text: 'the score was too good' } }, own],
    [200, { to: { text: 'zzzzqqqq' } }, own],
    [400, { to: 'a text' }, own],
    [400, '{', { ...own, ...asJson }],
    [401, { to: { text: 'leakage' } }, nobody],
    [403, { to: { text: 'leakage' } }, { origin: 'https://elsewhere.example' }],
    [413, { to: { text: 'x'.repeat(200_000) } }, own],
    [415, 'to=leakage', { ...own, 'content-type': 'text/plain' }],
  ] as const) {
    const response = await request.post('/api/similar', { data, headers })
    expect(response.status(), JSON.stringify(data).slice(0, 80)).toBe(status)
    await contract.hold('findSimilar', response)
  }
})

test('publishing: new, again, as a file, and every way to be refused', async ({ contract, site, request }) => {
  test.setTimeout(180_000)
  const token = bearer(admin(site, ['token', '--email', people.writer.email, '--scope', 'publish', '--name', 'CI']))
  const reads = bearer(admin(site, ['token', '--email', people.writer.email, '--scope', 'read', '--name', 'CI']))
  const publish = async (status: number, data: unknown, headers: Record<string, string>) => {
    const response = await request.post('/api/postmortems', { headers, data: data as object })
    expect(response.status(), await response.text()).toBe(status)
    return contract.hold('publishPostmortem', response)
  }
  const once = { ...token, ...asJson, 'idempotency-key': crypto.randomUUID() }
  await publish(201, everything, once)
  await publish(200, everything, once)
  await publish(409, { ...everything, summary: 'Another.' }, once)
  const front = 'title: A whole file\nsummary: S\nlessons: [7]\nseverity: minor\nhappened: 2026\ncreated: 1999-01-01'
  const file = `---\n${front}\n---\n\nText.\n`
  expect(await publish(201, file, { ...token, ...asFile })).toMatchObject({ ignored: ['created'] })
  const sent = { ...token, ...asJson }
  await publish(400, { ...text, severity: 'awful', id: 'mine00000000' }, sent)
  await publish(400, { ...text, body: 'One.\n\nTwo<br>three.' }, sent)
  await publish(400, file.replace('minor', 'awful'), { ...token, ...asFile })
  await publish(400, '{', sent)
  await publish(400, text, { ...sent, 'idempotency-key': 'short' })
  await publish(401, text, { ...nobody, ...asJson })
  await publish(401, text, { ...asJson, origin: site.address })
  await publish(403, text, { ...reads, ...asJson })
  await publish(403, text, { ...asJson, origin: 'https://evil.example' })
  await publish(413, { ...text, body: 'x'.repeat(256 * 1024 + 1) }, sent)
  await publish(415, 'a=b', { ...token, 'content-type': 'application/x-www-form-urlencoded' })
})

test('reading and changing one, and who comes second', async ({ contract, site, request }) => {
  test.setTimeout(180_000)
  const token = bearer(admin(site, ['token', '--email', people.writer.email, '--scope', 'publish', '--name', 'CI']))
  createPerson(site, { email: 'second@example.org', name: 'Comes Second', role: 'writer' })
  const other = bearer(admin(site, ['token', '--email', 'second@example.org', '--scope', 'publish', '--name', 'CI']))
  const published = await request.post('/api/postmortems', { headers: token, data: { ...everything, title: 'Read' } })
  const { id, version } = (await published.json()) as { id: string; version: string }
  const read = await request.get(`/api/postmortems/${id}`)
  expect(await contract.hold('readPostmortem', read)).toMatchObject({ fields: { tags: ['data join'] } })
  for (const [address, headers, status] of [
    ['nothere22222', {}, 404],
    [id, nobody, 401],
  ] as const) {
    const response = await request.get(`/api/postmortems/${address}`, { headers })
    expect(response.status()).toBe(status)
    await contract.hold('readPostmortem', response)
  }
  const change = async (status: number, more: object, headers: Record<string, string> = token, of = id) => {
    const data = { ...text, version, why: 'Because', ...more }
    const response = await request.put(`/api/postmortems/${of}`, { headers, data })
    expect(response.status(), await response.text()).toBe(status)
    return contract.hold('changePostmortem', response)
  }
  const moved = (await change(200, { body: 'First.', newAddress: true })) as { url: string; version: string }
  expect(await change(409, { body: 'Second.' })).toMatchObject({ base: { version } })
  expect(await change(409, { version: 'f'.repeat(64), body: 'Third.' })).toMatchObject({ base: null })
  await change(400, { why: '' })
  await change(400, { version: moved.version, body: 'Two<br>three.' })
  await change(401, {}, nobody)
  await change(403, {}, other)
  await change(404, {}, token, 'nothere22222')
  await change(413, { body: 'x'.repeat(256 * 1024 + 1) })
  await change(415, {}, { ...token, 'content-type': 'text/plain' })
  const file = path.join(site.contentDir, `${moved.url}.mdx`)
  const whole = await readFile(file, 'utf8')
  await writeFile(file, whole.replace(/^severity: .*$/m, 'severity: awful'))
  const broken = await request.get(`/api/postmortems/${id}`)
  expect(broken.status()).toBe(409)
  await contract.hold('readPostmortem', broken)
  await change(409, { version: 'e'.repeat(64), body: 'Fourth.' })
  await writeFile(file, whole)
})

test('progress, of a page and of a token', async ({ contract, page, site, request }) => {
  const reads = bearer(admin(site, ['token', '--email', people.reader.email, '--scope', 'read', '--name', 'CI']))
  const foreign = { origin: 'https://evil.example' }
  for (const [headers, status] of [
    [{}, 401],
    [nobody, 401],
    [reads, 200],
    [{ ...reads, 'x-twelvefold-reader': 'another' }, 403],
  ] as const) {
    const response = await request.get('/api/progress', { headers })
    expect(response.status()).toBe(status)
    await contract.hold('readProgress', response)
  }
  await signIn(page, people.reader.email)
  const own = { origin: site.address, ...asJson }
  const merge = async (status: number, data: unknown, headers: Record<string, string> = own, by = page.request) => {
    const response = await by.put('/api/progress', { headers, data: data as object })
    expect(response.status(), await response.text()).toBe(status)
    return contract.hold('mergeProgress', response)
  }
  const unknown = { ...record, documentId: 'nothere22222' }
  expect(await merge(200, { operations: [record, unknown, { ...record, extra: 1 }] })).toMatchObject({
    results: [{ ok: true }, { ok: false }, { ok: false }],
    progress: { sf99gjpxac: { state: 'read', ticks: { one: { on: true } } } },
  })
  const { progress } = (await contract.hold(
    'readProgress',
    await request.get('/api/progress', { headers: reads }),
  )) as {
    progress: Record<string, object>
  }
  expect(progress.sf99gjpxac).toMatchObject({ answers: { two: { confidence: 70 } }, lastSection: { part: 0.5 } })
  await merge(400, { operations: 'none' })
  await merge(403, { operations: [] }, { ...own, ...foreign })
  await merge(403, { operations: [] }, { ...own, 'x-twelvefold-reader': 'another' })
  await merge(413, { operations: Array.from({ length: 501 }, () => ({})) })
  await merge(415, 'x', { ...own, 'content-type': 'text/plain' })
  await merge(401, { operations: [] }, own, request)
})

test('what is refused for its number, and for git, says when to come back', async ({ contract, site, request }) => {
  test.setTimeout(180_000)
  const team = (...args: string[]) =>
    git(site.contentDir, '-c', 'user.name=Team', '-c', 'user.email=team@example.org', ...args)
  createPerson(site, { email: 'floods@example.org', name: 'A Flood', role: 'writer' })
  const token = bearer(admin(site, ['token', '--email', 'floods@example.org', '--scope', 'publish', '--name', 'CI']))
  const headers = { ...token, 'idempotency-key': crypto.randomUUID() }
  const publish = (data: object) => request.post('/api/postmortems', { headers, data })
  const first = await publish({ ...text, title: 'Before the merge' })
  const { id, version } = (await first.json()) as { id: string; version: string }
  const change = () =>
    request.put(`/api/postmortems/${id}`, { headers: token, data: { ...text, version, why: 'Because' } })
  team('switch', '--quiet', '--create', 'aside')
  team('commit', '--quiet', '--allow-empty', '--message', 'Aside')
  team('switch', '--quiet', 'main')
  team('merge', '--quiet', '--no-ff', '--no-commit', 'aside')
  const another = { ...token, 'idempotency-key': crypto.randomUUID() }
  const refused = await request.post('/api/postmortems', { headers: another, data: { ...text, title: 'In a merge' } })
  expect(refused.status()).toBe(503)
  await contract.hold('publishPostmortem', refused)
  const stopped = await change()
  expect(stopped.status()).toBe(503)
  await contract.hold('changePostmortem', stopped)
  team('commit', '--quiet', '--no-edit')
  for (let sent = 0; sent < 60; sent++) await publish({ ...text, title: 'Before the merge' })
  const flooded = [await publish(text), await change()] as const
  expect(flooded.map((response) => response.status())).toEqual([429, 429])
  await contract.hold('publishPostmortem', flooded[0])
  await contract.hold('changePostmortem', flooded[1])
})

test('every answer that is described was given by these tests, but a fault', ({ contract }) => {
  const operations = Object.values(contract.document.paths).flatMap((methods) => Object.values(methods))
  const described = operations.map(({ operationId, responses }) => [operationId, Object.keys(responses)])
  const held = operations.map(({ operationId }) => {
    const statuses = [500, ...(contract.held.get(operationId) ?? [])]
    return [operationId, statuses.sort((a, b) => a - b).map(String)]
  })
  expect(held).toEqual(described)
})

test('on a site for members it is for members, and says that reading takes a token or a session', async ({
  playwright,
}) => {
  const site = await startSite({ env: { SITE_ACCESS: 'members' } })
  try {
    createPerson(site, people.reader)
    const reads = bearer(admin(site, ['token', '--email', people.reader.email, '--scope', 'read', '--name', 'CI']))
    const stranger = await playwright.request.newContext({ baseURL: site.address })
    const member = await playwright.request.newContext({ baseURL: site.address, extraHTTPHeaders: reads })
    expect((await stranger.get('/api/openapi.json')).status()).toBe(401)
    const { document, hold } = await readContract(member)
    expect(document.paths['/api/search']?.get).toMatchObject({ security: [{ token: [] }, { session: [] }] })
    const refused = await stranger.get('/api/search?q=leakage')
    expect(refused.status()).toBe(401)
    await hold('search', refused)
    await hold('search', await member.get('/api/search?q=leakage'))
  } finally {
    await site.stop()
  }
})
