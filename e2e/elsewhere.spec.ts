import { test as base, expect, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { startGitHub, type GitHub } from './support/github'
import { startIdentityProvider, type Forgery, type IdentityProvider } from './support/identity-provider'
import { admin, createPerson, password, signIn } from './support/people'
import { startSite, type Site } from './support/site'

type Given = { site: Site; provider: IdentityProvider; gitHub: GitHub }

const test = base.extend<{ quiet: undefined }, { given: Given }>({
  given: [
    async ({}, use) => {
      const provider = await startIdentityProvider()
      const gitHub = await startGitHub()
      const env = { ...provider.env, ...gitHub.env, SIGN_UP_DOMAINS: 'team.example' }
      const site = await startSite({ env })
      provider.serve(site.address)
      createPerson(site, { email: 'boss@example.org', name: 'The Admin', role: 'admin' })
      await use({ site, provider, gitHub })
      await site.stop()
      await provider.stop()
      await gitHub.stop()
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ given }, use) => {
    await use(given.site.address)
  },
})

let made = 0

/** Somebody new at the provider; verified, unless it is said otherwise. */
function somebody({ provider }: Given, change: { email?: string; email_verified?: boolean } = {}) {
  made += 1
  const account = `account-${process.pid}-${made}`
  const person = { email: `${account}@example.org`, email_verified: true, name: `Somebody ${made}`, ...change }
  provider.people.set(account, person)
  return { account, ...person }
}

function invite({ site }: Given, ...args: string[]): string {
  return /http\S+/.exec(admin(site, ['invite', '--role', 'writer', ...args]))?.[0] ?? ''
}

/** Goes through the provider's page from one of ours. */
async function through(page: Page, button: string, account: string): Promise<void> {
  await page.getByRole('button', { name: button }).click()
  await page.getByRole('textbox', { name: 'Account' }).fill(account)
  await page.getByRole('button', { name: 'Continue' }).click()
}

const ownAccount = (page: Page) => page.getByRole('link', { name: /^Your account/ })

async function anew(browser: Browser, { site }: Given): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ baseURL: site.address })
  return { context, page: await context.newPage() }
}

test('an invited address comes in by the provider, is led back, and comes in again', async ({ page, given }) => {
  const { account, email, name } = somebody(given)
  invite(given, '--email', email)
  await page.goto('/sign-in?callbackUrl=/postmortems')
  await through(page, 'Sign in with Our SSO', account)
  await expect(page).toHaveURL(/\/postmortems$/)
  await expect(page.getByRole('link', { name: `Your account, ${name}` })).toBeVisible()
  const asked = given.provider.asked()
  expect(asked.get('code_challenge_method')).toBe('S256')
  expect(asked.get('state')?.length).toBeGreaterThan(20)
  expect(asked.get('nonce')?.length).toBeGreaterThan(20)
  await page.goto('/account')
  await expect(page.getByText('You have none: you sign in elsewhere.')).toBeVisible()
  await page.getByRole('button', { name: 'Sign out', exact: true }).click()
  await expect(ownAccount(page)).toBeHidden()
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with Our SSO' }).click()
  await expect(ownAccount(page)).toBeVisible()
})

test('what is kept while somebody is away is out of reach of scripts, and spent afterwards', async ({
  page,
  given,
}) => {
  const { account } = somebody(given, { email: `kept${process.pid}@team.example` })
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with Our SSO' }).click()
  await page.getByRole('textbox', { name: 'Account' }).waitFor()
  const kept = await page.context().cookies(given.site.address)
  expect(kept.length).toBeGreaterThan(2)
  for (const cookie of kept) expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  await page.getByRole('textbox', { name: 'Account' }).fill(account)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(ownAccount(page)).toBeVisible()
  const left = (await page.context().cookies(given.site.address)).filter(({ value }) => value !== '')
  expect(left.map(({ name }) => name).filter((name) => /intent|state|nonce|pkce/.test(name))).toEqual([])
})

test('a listed domain comes in as a reader', async ({ page, given }) => {
  const { account } = somebody(given, { email: `ada${process.pid}@team.example` })
  await page.goto('/sign-in')
  await through(page, 'Sign in with Our SSO', account)
  await ownAccount(page).click()
  await expect(page.getByText('As a reader you read, and keep your progress.')).toBeVisible()
})

test('the link of an invitation can be taken up by the provider', async ({ page, given }) => {
  const { account } = somebody(given)
  await page.goto(invite(given))
  await through(page, 'Accept with Our SSO', account)
  await ownAccount(page).click()
  await expect(page.getByText('As a writer you read, and publish postmortems.')).toBeVisible()
})

test.describe('stays out, with words,', () => {
  const cases = [
    ['who was not invited', {}, 'Nobody has invited'],
    ['whose domain only looks like a listed one', { email: 'eve@evil-team.example' }, 'Nobody has invited'],
    ['whose address is not verified', { email: 'eve@team.example', email_verified: false }, 'is not verified'],
    ['whose address has an account here', { email: 'boss@example.org' }, 'belongs to an account here'],
  ] as const
  for (const [who, change, words] of cases) {
    test(who, async ({ page, given }) => {
      const { account } = somebody(given, change)
      await page.goto('/sign-in')
      await through(page, 'Sign in with Our SSO', account)
      await expect(page.getByRole('alert').filter({ hasText: words })).toBeVisible()
      await expect(ownAccount(page)).toBeHidden()
      await page.goto('/account')
      await expect(page).toHaveURL(/\/sign-in/)
    })
  }

  test('who cancels at the provider', async ({ page }) => {
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Sign in with Our SSO' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'was not finished' })).toBeVisible()
  })

  for (const forgery of ['signature', 'audience', 'issuer', 'nonce', 'age'] satisfies Forgery[]) {
    test(`who comes with a token of a wrong ${forgery}`, async ({ page, given }) => {
      const { account, email } = somebody(given)
      invite(given, '--email', email)
      given.provider.forge(forgery)
      try {
        await page.goto('/sign-in')
        await through(page, 'Sign in with Our SSO', account)
        await expect(page.getByRole('alert').filter({ hasText: 'could not be trusted' })).toBeVisible()
        await expect(ownAccount(page)).toBeHidden()
      } finally {
        given.provider.forge(undefined)
      }
      await page.getByRole('button', { name: 'Sign in with Our SSO' }).click()
      await expect(ownAccount(page)).toBeVisible()
    })
  }

  test('who comes back with another browser’s answer, or with one that was used', async ({ page, browser, given }) => {
    const { account, email } = somebody(given)
    invite(given, '--email', email)
    const held = given.provider.hold()
    await page.goto('/sign-in')
    await through(page, 'Sign in with Our SSO', account)
    const answer = await held
    const { page: other, context } = await anew(browser, given)
    await other.goto(answer)
    await expect(other.getByRole('alert').filter({ hasText: 'was not finished' })).toBeVisible()
    await expect(ownAccount(other)).toBeHidden()
    await other.goto('/sign-in')
    await other.getByRole('button', { name: 'Sign in with Our SSO' }).click()
    await other.getByRole('textbox', { name: 'Account' }).waitFor()
    await other.goto(answer)
    await expect(other.getByRole('alert').filter({ hasText: 'was not finished' })).toBeVisible()
    await page.goto(answer)
    await expect(ownAccount(page)).toBeVisible()
    await page.goto(answer)
    await expect(page).toHaveURL(/refused=failed|\/$/)
    await other.goto(answer)
    await expect(ownAccount(other)).toBeHidden()
    await context.close()
  })
})

test('an account is linked from its page alone, by whoever is signed in there', async ({ page, browser, given }) => {
  const { site } = given
  const email = `local${process.pid}@example.org`
  createPerson(site, { email, name: 'Local Person', role: 'writer' })
  const { account } = somebody(given, { email })
  await page.goto('/sign-in')
  await through(page, 'Sign in with Our SSO', account)
  await expect(page.getByRole('alert').filter({ hasText: 'belongs to an account here' })).toBeVisible()
  await signIn(page, email)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Link Our SSO' }).click()
  await expect(page.getByText(`${email}, linked`)).toBeVisible()

  const { page: second, context } = await anew(browser, given)
  await second.goto('/sign-in')
  await through(second, 'Sign in with Our SSO', account)
  await expect(second.getByRole('link', { name: 'Your account, Local Person' })).toBeVisible()
  await context.close()

  const { page: third, context: another } = await anew(browser, given)
  await signIn(third, 'boss@example.org')
  await third.goto('/account')
  await through(third, 'Link Our SSO', account)
  await expect(third.getByRole('alert').filter({ hasText: 'linked to another account' })).toBeVisible()
  await another.close()

  page.on('dialog', (dialog) => dialog.accept())
  await page.getByRole('button', { name: 'Unlink' }).click()
  await expect(page.getByText(`${email}, linked`)).toBeHidden()
})

test('GitHub counts the primary address, and only when it is verified', async ({ page, given }) => {
  const { gitHub } = given
  invite(given, '--email', 'octo@example.org')
  gitHub.person = { id: 7, login: 'octo', emails: [{ email: 'octo@example.org', primary: true, verified: false }] }
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with GitHub' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'is not verified' })).toBeVisible()
  gitHub.person = {
    id: 7,
    login: 'octo',
    emails: [
      { email: 'boss@example.org', primary: false, verified: true },
      { email: 'octo@example.org', primary: true, verified: true },
    ],
  }
  await page.getByRole('button', { name: 'Sign in with GitHub' }).click()
  await expect(page.getByRole('link', { name: 'Your account, octo' })).toBeVisible()
  expect(gitHub.verifier).toMatch(/^[\w-]{43,}$/)
})

test('a service that does not answer, and one that is not set up, are named', async ({ page, request, given }) => {
  const silent = await startSite({ env: { ...given.provider.env, OIDC_ISSUER: 'http://127.0.0.1:1' } })
  try {
    await page.goto(`${silent.address}/sign-in`)
    await page.getByRole('button', { name: 'Sign in with Our SSO' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'Our SSO does not answer' })).toBeVisible()
    await page.getByLabel('Password').fill(password)
  } finally {
    await silent.stop()
  }
  for (const path of ['google', 'nobody', 'oidc?state=a&code=b', 'oidc?error=%00', 'oidc']) {
    const answer = await request.get(`/api/auth/callback/${path}`, { maxRedirects: 0 })
    expect([303, 404]).toContain(answer.status())
    expect(answer.headers().location ?? '/sign-in').toContain('/sign-in')
  }
  const cookie = 'next-auth.session-token=x; next-auth.callback-url=::; twelvefold-intent=y'
  expect((await request.get('/', { headers: { cookie } })).status()).toBe(200)
  expect((await request.get('/api/auth/callback/oidc', { headers: { cookie }, maxRedirects: 0 })).status()).toBe(303)
})
