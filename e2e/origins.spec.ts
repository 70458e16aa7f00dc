import type { Page, Request } from '@playwright/test'
import { signIn } from './support/people'
import { rows } from './support/tables'
import { expect, people, test } from './support/test'

const foreign: [string, Record<string, string>][] = [
  ['another site', { origin: 'https://evil.example' }],
  ['a sandboxed frame', { origin: 'null' }],
  ['another port of this machine', { origin: 'http://localhost:1' }],
  ['another site, as its browser says', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
]

/** Presses a button, and gives the request that its action made. */
async function actionOf(page: Page, button: string): Promise<Request> {
  const sent = page.waitForRequest((request) => request.headers()['next-action'] !== undefined)
  await page.getByRole('button', { name: button }).click()
  await expect(page.getByRole('status').filter({ hasText: /copy it now|send this link|only/i })).toBeVisible()
  return sent
}

/** Sends the request of an action again, with the person's own cookies, as it would come from elsewhere. */
async function again(page: Page, request: Request, headers: Record<string, string>) {
  const own = await request.allHeaders()
  return page.request.post(request.url(), {
    headers: { ...own, ...headers },
    data: request.postDataBuffer() ?? '',
    maxRedirects: 0,
  })
}

/** What the form of a button sends where there is no script, from the page as it comes. */
async function plainForm(page: Page, address: string, button: string): Promise<Record<string, string>> {
  const forms = (await (await page.request.get(address)).text()).split('<form')
  const form = forms.find((text) => text.includes(`>${button}</button>`)) ?? ''
  const inputs = [...form.matchAll(/<input type="hidden" name="([^"]*)"(?: value="([^"]*)")?/g)]
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]))
}

const cases = [
  {
    who: 'an action of one’s account',
    person: people.writer,
    address: '/account',
    label: 'What it is for',
    fields: { name: 'A robot', scope: 'read' },
    button: 'Make a token',
    query: 'select id from api_tokens',
  },
  {
    who: 'an action of admins',
    person: people.admin,
    address: '/people',
    label: 'E-mail address',
    fields: { email: 'invited@example.org', role: 'admin' },
    button: 'Make an invitation',
    query: "select id from links where purpose = 'invitation'",
  },
]

for (const { who, person, address, label, fields, button, query } of cases) {
  test(`${who} is refused when it comes from elsewhere, and changes nothing`, async ({ page, site }) => {
    await signIn(page, person.email, address)
    await page.getByLabel(label).fill(Object.values(fields)[0] ?? '')
    const request = await actionOf(page, button)
    expect(request.headers()['next-action']).toMatch(/^[0-9a-f]{40,}$/)
    const counts = () => [query, 'select id from audit_log'].map((asked) => rows(site, asked).length)
    const [before = 0, acts = 0] = counts()
    for (const [from, headers] of foreign) {
      const response = await again(page, request, headers)
      expect(response.status(), from).toBe(403)
      expect(await response.text(), from).toContain('did not come from a page of this site')
      expect(counts(), from).toEqual([before, acts])
    }
    // The same from the page itself is heard: it was not the repetition that was refused.
    expect((await again(page, request, {})).status()).toBe(200)
    expect(counts()).toEqual([before + 1, acts + 1])
  })

  test(`${who} is refused as a plain form of another site, and changes nothing`, async ({ page, site }) => {
    await signIn(page, person.email)
    const form = { ...(await plainForm(page, address, button)), ...fields }
    const send = (headers: Record<string, string>) =>
      page.request.post(address, { headers, multipart: form, maxRedirects: 0 })
    const count = () => rows(site, query).length
    const before = count()
    for (const [from, headers] of [...foreign, ['nowhere', {}] as const]) {
      const response = await send(headers)
      expect(response.status(), from).toBe(403)
      expect(await response.text(), from).toContain('did not come from a page of this site')
      expect(count(), from).toBe(before)
    }
    expect(await (await send({ origin: site.address })).text()).toMatch(/twelvefold_|\/invite\//)
    expect(count()).toBe(before + 1)
  })
}
