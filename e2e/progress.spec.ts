import { expect, test } from './support/test'

const lesson = '/lessons/be-your-own-biggest-sceptic'

test('a document that is open counts as being read, and home leads back to its section', async ({ page }) => {
  await page.clock.install()
  await page.goto(lesson)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.clock.runFor(7000)
  await expect(page.getByRole('complementary', { name: 'Lessons' }).getByRole('img', { name: 'Reading' })).toBeVisible()
  await page.getByRole('heading', { name: 'A worked example' }).scrollIntoViewIfNeeded()
  await page.evaluate(() => document.getElementById('a-worked-example')?.scrollIntoView())
  await expect
    .poll(() => page.evaluate(() => localStorage.getItem('twelvefold.progress') ?? ''), { timeout: 5000 })
    .toContain('worked')
  await page.goto('/')
  const resume = page.getByRole('region', { name: 'Continue' })
  await expect(resume).toContainText('Be your own biggest sceptic')
  await resume.getByRole('link').click()
  await expect(page).toHaveURL(/#/)
})

test('m marks as read and back, undo takes it back, and the ruler on home follows', async ({ page }) => {
  await page.goto(lesson)
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  await page.keyboard.press('m')
  await expect(page.getByText('Marked as read.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Mark as read' })).toBeVisible()
  await page.getByRole('button', { name: 'Mark as read' }).click()
  await page.goto('/')
  await expect(page.getByRole('img', { name: /^1 of \d+ read$/ })).toBeVisible()
})

test('ticks, answers and guesses are kept', async ({ page }) => {
  await page.goto(lesson)
  const tick = page.getByRole('article').getByRole('checkbox').first()
  await tick.check()
  const question = page.getByRole('group', { name: 'Question' }).first()
  await question.getByRole('radio').first().check()
  await expect(question.getByText(/Right\.|Not this one\./).filter({ visible: true })).toHaveCount(1)
  await page.reload()
  await expect(page.getByRole('article').getByRole('checkbox').first()).toBeChecked()
  await expect(page.getByRole('group', { name: 'Question' }).first().getByRole('radio').first()).toBeChecked()
})
