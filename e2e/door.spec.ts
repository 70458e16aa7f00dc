import { expect, test } from './support/test'
import { fillBody } from './support/writing'

test.describe('never a fault of the server, and nothing done, for', () => {
  for (const address of [
    '/lessons/%E0%A4%A',
    '/files/%E0%A4%A',
    '/invite/%',
    '/api/progress/changes/%',
    '/_global-error',
  ])
    test(`the address ${address}`, async ({ request }) => {
      const response = await request.get(address)
      expect(response.status()).toBe(404)
      expect(response.headers()['x-content-type-options']).toBe('nosniff')
    })

  for (const origin of ['https://evil.example', 'null', ''])
    test(`a form that comes from “${origin}”`, async ({ request }) => {
      const response = await request.post('/sign-in', { headers: { origin }, multipart: { email: 'ada@example.org' } })
      expect(response.status()).toBe(403)
      expect(await response.text()).toContain('did not come from a page of this site')
    })

  test('a form of more than a megabyte', async ({ request, site }) => {
    const multipart = { body: 'x'.repeat(1_200_000) }
    const response = await request.post('/write/new', { headers: { origin: site.address }, multipart })
    expect(response.status()).toBe(413)
    expect(await response.text()).toContain('more than 1 MB')
  })

  for (const body of ['[]', '[null]', '[null,null]', '[5,{}]'])
    test(`an action called with ${body}`, async ({ page, site }) => {
      await page.goto('/sign-in')
      const asked = page.waitForRequest((one) => one.method() === 'POST')
      await page.getByLabel('E-mail address').fill('nobody@example.org')
      await page.getByLabel('Password').fill('not a password of anybody')
      await page.getByRole('button', { name: 'Sign in', exact: true }).click()
      const action = (await (await asked).allHeaders())['next-action'] ?? ''
      expect(action).not.toBe('')
      const headers = { origin: site.address, 'next-action': action, 'content-type': 'text/plain;charset=UTF-8' }
      const response = await page.request.post('/sign-in', { headers, data: body })
      expect(response.status()).toBeLessThan(500)
    })
})

test('a text that is too long for a document is not sent, and stays', async ({ page }) => {
  await page.goto('/write/new')
  await fillBody(page, 'A very long story. '.repeat(15_000))
  await expect(page.getByText('At most 256 KB of text').first()).toBeVisible()
  await expect(page.getByText('60000 words')).toBeVisible()
})
