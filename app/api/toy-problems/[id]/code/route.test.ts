import { beforeEach, expect, test, vi } from 'vitest'
import { createAccount } from '@/lib/accounts'
import { onEveryDatabase } from '@/lib/db/fixtures'
import { codeLimits, type CodeVersion } from '@/lib/toys/code-version'
import type { Viewer } from '@/lib/viewer'
import { GET, PUT } from './route'

const site = 'http://localhost:3000'
const toy = 'aaaaaaaa'
let viewer: Viewer | undefined

vi.mock('@/lib/accounts', async (original) => ({
  ...(await original<object>()),
  getViewer: () => Promise.resolve(viewer),
}))
vi.mock('@/lib/library', async (original) => ({
  ...(await original<object>()),
  getDocument: ({ id }: { id: string }) => Promise.resolve(id === toy ? { id, kind: 'toy-problem' } : undefined),
}))

const headers = { origin: site, host: 'localhost:3000', 'content-type': 'application/json' }
const context = (id: string) => ({ params: Promise.resolve({ id }) })

function put(body: string | object, { id = toy, more = {} }: { id?: string; more?: Record<string, string> } = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const request = { method: 'PUT', headers: { ...headers, ...more }, body: text }
  return PUT(new Request(`${site}/api/toy-problems/${id}/code`, request), context(id))
}

async function versions(): Promise<CodeVersion[]> {
  const response = await GET(new Request(`${site}/api/toy-problems/${toy}/code`), context(toy))
  return ((await response.json()) as { versions: CodeVersion[] }).versions
}

onEveryDatabase(() => {
  beforeEach(async () => {
    const email = `p${Math.random()}@example.org`
    viewer = await createAccount({ email, name: 'A Reader', password: 'correct horse battery', role: 'reader' })
  })

  test('code comes back with the server’s own time, whatever time was sent', async () => {
    const before = new Date().toISOString()
    const sent = { code: 'x = 1', checks: { passed: 2, of: 5 }, savedAt: '1999-01-01T00:00:00.000Z' }
    const response = await put(sent)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.json()).toMatchObject({ version: { number: 1, checks: sent.checks } })
    const [version] = await versions()
    expect(version).toMatchObject({ number: 1, code: 'x = 1', checks: sent.checks })
    expect((version?.savedAt ?? '') >= before).toBe(true)
  })

  test.each<[string, string | object]>([
    ['no JSON', '{"code":'],
    ['nothing', ''],
    ['a list', []],
    ['null', 'null'],
    ['no code', {}],
    ['code that is a number', { code: 1 }],
    ['code that is a list', { code: ['x'] }],
    ['a field that is unknown', { code: 'x', user: 'somebody' }],
    ['more checks passed than there are', { code: 'x', checks: { passed: 6, of: 5 } }],
    ['fewer than none', { code: 'x', checks: { passed: -1, of: 5 } }],
    ['half a check', { code: 'x', checks: { passed: 0.5, of: 5 } }],
    ['checks of none', { code: 'x', checks: { passed: 0, of: 0 } }],
    ['checks without a count', { code: 'x', checks: { passed: 1 } }],
    ['checks that are a text', { code: 'x', checks: '5 of 5' }],
  ])('%s is refused with words, and nothing is kept', async (_, body) => {
    const response = await put(body)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: 'invalid', message: expect.stringMatching(/\w+/) as string })
    expect(await versions()).toEqual([])
  })

  test('64 KB are taken however they are written in JSON; more, and ten megabytes, are refused', async () => {
    expect((await put(`{"code":"${'\\u0061'.repeat(codeLimits.bytes)}"}`)).status).toBe(200)
    for (const length of [codeLimits.bytes + 1, 10 * 1024 * 1024]) {
      const response = await put({ code: 'a'.repeat(length) })
      expect(response.status).toBe(413)
      expect(await response.json()).toMatchObject({ error: 'too-large' })
    }
    expect(await versions()).toHaveLength(1)
  })

  test('only a page of this site writes', async () => {
    const foreign = [{ origin: 'https://evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'cross-site' }]
    for (const more of foreign) expect((await put({ code: 'x' }, { more })).status).toBe(403)
    expect((await put({ code: 'x' }, { more: { 'content-type': 'text/plain' } })).status).toBe(415)
    expect(await versions()).toEqual([])
  })

  test('a page that is left from another person is refused, and somebody signed out', async () => {
    expect((await put({ code: 'x' }, { more: { 'x-twelvefold-reader': 'somebody-else' } })).status).toBe(403)
    expect(await versions()).toEqual([])
    viewer = undefined
    expect((await put({ code: 'x' })).status).toBe(401)
    expect((await GET(new Request(`${site}/api/toy-problems/${toy}/code`), context(toy))).status).toBe(401)
  })

  test.each(['zzzzzzzz', '..', '%00', 'constructor'])('an id that is none, %s, is not found', async (id) => {
    expect((await put({ code: 'x' }, { id })).status).toBe(404)
    const response = await GET(new Request(`${site}/api/toy-problems/x/code`), context(id))
    expect(response.status).toBe(404)
  })
})
