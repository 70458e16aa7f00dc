import type { Page } from '@playwright/test'
import { expectNoViolation } from './support/axe'
import { createPerson, signIn } from './support/people'
import { expect, test } from './support/test'

const postmortem = '/postmortems/google-flu-trends'
const prompt = /^0\.97 on held-out seasons/

/** Makes a guess before the cause opens, and says whether it was right. */
async function predict(
  page: Page,
  { guess, confidence, isRight }: { guess: string; confidence: string; isRight: boolean },
) {
  await page.goto(postmortem)
  const predict = page.getByRole('region', { name: prompt })
  await predict.getByLabel('Your guess').fill(guess)
  await predict.getByLabel('How sure are you?').selectOption(confidence)
  await predict.getByRole('button', { name: 'Compare with what happened' }).click()
  await predict.getByRole('button', { name: isRight ? 'It was right' : 'It was not' }).click()
}

/** Puts judged guesses into this browser, as pages of nine documents kept them. */
async function keepGuesses(page: Page, guesses: { confidence: number; right: boolean }[]): Promise<void> {
  const at = '2026-11-01T10:00:00.000Z'
  const mark = { state: 'reading', source: 'auto', stateAt: at, firstOpenedAt: at, lastSeenAt: at }
  const records = guesses.map(({ confidence, right }, index) => {
    const documentId = `guess${String(index).padStart(3, '0')}`
    const answers = { a: { value: 'A cache', confidence, right, at } }
    return [documentId, { documentId, ...mark, otherMarks: {}, ticks: {}, answers }]
  })
  const text = JSON.stringify(Object.fromEntries(records))
  await page.evaluate((stored) => localStorage.setItem('twelvefold.progress', stored), text)
}

const calibration = (page: Page) => page.getByRole('region', { name: 'How sure you are, and how right' })

test('a guess and a confidence come before the cause, and the reader judges them, by keyboard', async ({ page }) => {
  await page.goto(postmortem)
  const predict = page.getByRole('region', { name: prompt })
  const cause = predict.getByText(/^Against a world that changes later/)
  await expect(cause).toBeHidden()
  await predict.getByLabel('Your guess').focus()
  await page.keyboard.type('The world changes')
  await page.keyboard.press('Tab')
  await page.keyboard.type('80')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(cause).toBeVisible()
  await expect(predict.getByText('Your guess, 80 % sure: The world changes')).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  const right = predict.getByRole('button', { name: 'It was right' })
  await expect(right).toHaveAttribute('aria-pressed', 'true')
  await page.reload()
  await expect(right).toHaveAttribute('aria-pressed', 'true')
  await predict.getByRole('button', { name: 'It was not' }).click()
  await expect(right).toHaveAttribute('aria-pressed', 'false')
  await expect(predict.getByText('You said that it was not')).toBeVisible()
})

test('who shows the cause without a guess is asked for no judgement, and has no calibration', async ({ page }) => {
  await page.goto(postmortem)
  const predict = page.getByRole('region', { name: prompt })
  await predict.getByRole('button', { name: 'Show without a guess' }).click()
  await expect(predict.getByText('Your guess: no guess')).toBeVisible()
  await expect(predict.getByRole('group', { name: /Was your guess right/ })).toHaveCount(0)
  await page.goto('/progress')
  await expect(page.getByRole('heading', { name: 'Not begun yet' })).toBeVisible()
  await expect(calibration(page)).toHaveCount(0)
})

test('progress says how many judged guesses are missing, and from ten on how sure and how right one is', async ({
  page,
}) => {
  await page.goto('/progress')
  await expect(page.getByRole('heading', { name: 'Not begun yet' })).toBeVisible()
  await expect(calibration(page)).toHaveCount(0)
  await keepGuesses(
    page,
    Array.from({ length: 9 }, (_, index) => ({ confidence: 90, right: index < 3 })),
  )
  await page.reload()
  await expect(calibration(page)).toContainText('One more judged guess is missing')
  await predict(page, { guess: 'The world changes', confidence: '70', isRight: true })
  await page.goto('/progress')
  await expect(calibration(page)).toContainText(
    'You are surer than you are right. In 10 guesses you were 88 % sure on average, and 40 % were right.',
  )
  await expect(calibration(page)).toContainText('Your Brier score is 0.50')
  const table = calibration(page).getByRole('table', { name: 'By how sure you were' })
  await expect(table.getByRole('row', { name: '70 to 79 % 1 70 % 1 (100 %)' })).toBeVisible()
  await expect(table.getByRole('row', { name: '90 to 100 % 9 90 % 3 (33 %)' })).toBeVisible()
})

test('a judged guess and the calibration have no violations in either scheme', async ({ page }) => {
  await page.goto('/progress')
  const guesses = [50, 50, 60, 60, 70, 70, 80, 80, 90, 90, 99, 99]
  await keepGuesses(
    page,
    guesses.map((confidence, index) => ({ confidence, right: index % 3 > 0 })),
  )
  await page.reload()
  await expect(calibration(page).getByRole('table', { name: 'Over time, ten at a time' })).toBeVisible()
  await expectNoViolation(page, 'the calibration')
  await predict(page, { guess: 'The world changes', confidence: '60', isRight: false })
  await expectNoViolation(page, 'a judged guess')
})

test('signed in, guesses and judgements come along to another device', async ({ page, site, browser }) => {
  const email = 'guesser@example.org'
  createPerson(site, { email, name: 'A Guesser', role: 'reader' })
  await signIn(page, email, postmortem)
  await predict(page, { guess: 'The world changes', confidence: '90', isRight: true })
  const stored = async () => {
    const { progress } = (await (await page.request.get('/api/progress')).json()) as { progress: object }
    return JSON.stringify(progress)
  }
  await expect.poll(stored).toContain('"right":true')
  const other = await browser.newPage({ baseURL: site.address })
  await signIn(other, email, '/progress')
  await expect(calibration(other)).toContainText(
    'You have made and judged one guess. 9 more judged guesses are missing',
  )
  await other.close()
})
