import { admin, createPerson } from './support/people'
import { expect, people, test } from './support/test'

const token = (email: string, scope: string) => ['token', '--email', email, '--scope', scope, '--name', 'CI']

test('disable and enable say what they did, and to whom; a token does not come back', async ({ site, request }) => {
  test.setTimeout(180_000)
  const email = 'closed@example.org'
  createPerson(site, { email, name: 'Closed And Opened', role: 'reader' })
  const headers = { authorization: `Bearer ${admin(site, token(email, 'read'))}` }
  const status = async () => (await request.get('/api/search?q=leakage', { headers })).status()
  expect(await status()).toBe(200)
  expect(admin(site, ['disable', '--email', email])).toBe(
    `The account of ${email} is closed, and signed out everywhere.`,
  )
  expect(admin(site, ['list'])).toContain(`${email}\tclosed\tClosed And Opened`)
  expect(await status()).toBe(401)
  expect(admin(site, ['enable', '--email', email])).toBe(`The account of ${email} is open.`)
  expect(admin(site, ['list'])).toContain(`${email}\treader\tClosed And Opened`)
  expect(await status()).toBe(401)
  expect(admin(site, token(email, 'read'))).toMatch(/^twelvefold_/)
})

test('a token that publishes takes a writer', ({ site }) => {
  test.setTimeout(180_000)
  expect(() => admin(site, token(people.reader.email, 'publish'))).toThrow(
    /takes the role of writer; alan@example\.org is a reader/,
  )
  expect(admin(site, token(people.reader.email, 'read'))).toMatch(/^twelvefold_[\w-]{43}$/)
  expect(admin(site, token(people.writer.email, 'publish'))).toMatch(/^twelvefold_[\w-]{43}$/)
  expect(() => admin(site, token(people.writer.email, 'everything'))).toThrow(/--scope/)
})

test('who is not there is not made up', ({ site }) => {
  for (const command of ['disable', 'enable', 'reset']) {
    expect(() => admin(site, [command, '--email', 'nobody@example.org'])).toThrow(/no account for nobody@example\.org/)
  }
})
