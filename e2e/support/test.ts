import { test as base, expect } from '@playwright/test'
import { createPerson } from './people'
import { startSite, type Site } from './site'

/** People with an account on every worker's site. */
export const people = {
  admin: { email: 'grace@example.org', name: 'Grace Hopper', role: 'admin' },
  writer: { email: 'ada@example.org', name: 'Ada Lovelace', role: 'writer' },
  reader: { email: 'alan@example.org', name: 'Alan Turing', role: 'reader' },
} as const

async function withPeople({}: object, use: (site: Site) => Promise<void>): Promise<void> {
  const site = await startSite()
  for (const person of Object.values(people)) createPerson(site, person)
  await use(site)
  await site.stop()
}

/** Tests with a site of their own, shared by the tests of a worker; a page that logs an error fails its test. */
export const test = base.extend<{ quiet: undefined }, { site: Site }>({
  site: [withPeople, { scope: 'worker' }],
  baseURL: async ({ site }, use) => {
    await use(site.address)
  },
  quiet: [
    async ({ page }, use) => {
      const errors: string[] = []
      page.on(
        'console',
        (message) => message.type() === 'error' && !message.text().includes('404') && errors.push(message.text()),
      )
      page.on('pageerror', (error) => errors.push(String(error)))
      await use(undefined)
      expect(errors).toEqual([])
    },
    { auto: true },
  ],
})

/** The same with a site apart, for tests that publish so much that others would not find their own among it. */
export const testApart = test.extend<object, { site: Site }>({ site: [withPeople, { scope: 'worker' }] })

export { expect }
