import { createPerson, password, signIn } from './support/people'
import { rows } from './support/tables'
import { expect, people, test } from './support/test'

const toy = 'm4dr8z88fv'
const address = `/api/toy-problems/${toy}/code`

test('one’s code is kept for oneself, is in the download of one’s data, and goes with the account', async ({
  page,
  site,
  browser,
}) => {
  const email = 'coder@example.org'
  createPerson(site, { email, name: 'A Coder', role: 'reader' })
  await signIn(page, email)
  const headers = { origin: site.address }
  const put = (data: object, to = address) => page.request.put(to, { headers, data })
  expect((await put({ code: 'x = 1' })).status()).toBe(200)
  expect((await put({ code: 'x = 2', checks: { passed: 2, of: 6 } })).status()).toBe(200)
  expect((await put({ code: 'x = 2' })).status()).toBe(200)
  const { versions } = (await (await page.request.get(address)).json()) as { versions: object[] }
  expect(versions).toMatchObject([
    { number: 2, code: 'x = 2', checks: { passed: 2, of: 6 } },
    { number: 1, code: 'x = 1' },
  ])
  const { toyCode } = (await (await page.request.get('/api/account')).json()) as { toyCode: object[] }
  expect(toyCode).toMatchObject([
    { documentId: toy, number: 2 },
    { documentId: toy, number: 1 },
  ])

  const other = await browser.newPage({ baseURL: site.address })
  await signIn(other, people.admin.email)
  expect(await (await other.request.get(address)).json()).toEqual({ versions: [] })
  await other.close()

  await page.goto('/account')
  page.on('dialog', (dialog) => void dialog.accept())
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Delete my account' }).click()
  await expect.poll(() => rows(site, 'select * from toy_code')).toEqual([])
})

test('what is no code, too much, from elsewhere or for nothing is refused with words', async ({
  page,
  site,
  request,
}) => {
  await signIn(page, people.reader.email)
  const own = { origin: site.address }
  const put = async (data: unknown, { to = address, headers = own }: { to?: string; headers?: object } = {}) => {
    const response = await page.request.put(to, { headers: { ...headers, 'content-type': 'application/json' }, data })
    const body = (await response.json()) as { message?: string }
    expect(body.message).toMatch(/\w+ \w+/)
    return response.status()
  }
  expect(await put('{"code":')).toBe(400)
  expect(await put({ code: 5 })).toBe(400)
  expect(await put({ code: 'x', checks: [1, 2] })).toBe(400)
  expect(await put({ code: 'x'.repeat(64 * 1024 + 1) })).toBe(413)
  expect(await put({ code: 'x'.repeat(10 * 1024 * 1024) })).toBe(413)
  for (const id of ['zzzzzzzzzz', '62pa78yr3s', '%00', '..%2f..%2fetc', 'x'.repeat(2000)]) {
    expect(await put({ code: 'x' }, { to: `/api/toy-problems/${id}/code` }), id).toBe(404)
    expect((await page.request.get(`/api/toy-problems/${id}/code`)).status(), id).toBe(404)
  }
  const foreign = await page.request.put(address, { headers: { origin: 'https://evil.example' }, data: { code: 'x' } })
  expect(foreign.status()).toBe(403)
  expect(await (await page.request.get(address)).json()).toEqual({ versions: [] })
  expect((await request.get(address)).status()).toBe(401)
  expect((await request.put(address, { headers: own, data: { code: 'x' } })).status()).toBe(401)
  expect((await page.request.delete(address, { headers: own })).status()).toBe(405)
})
