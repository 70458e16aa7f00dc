import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expectNoViolation } from './support/axe'
import { signIn } from './support/people'
import { expect, people, test } from './support/test'

const problem = '/toy-problems/tiny-autograd'
const loop = 'print("begun")\nwhile True:\n    pass\n'
const python = '/_next/static/python/'

const solutionOf = (slug: string) => readFileSync(path.resolve('content', 'toy-problems', slug, 'solution.py'), 'utf8')

const code = (page: Page) => page.getByRole('textbox', { name: 'Your code' })
const output = (page: Page) => page.getByRole('log', { name: 'Output' })
const bench = (page: Page) => page.getByRole('region', { name: 'Workbench' })

// Python starts in two seconds, and on a busy machine in forty.
const started = { timeout: 120_000 }
test.describe.configure({ timeout: 300_000 })

/** Opens a problem and waits for its editor, so that what is typed arrives. */
async function openEditor(page: Page, address = problem): Promise<void> {
  await page.goto(address)
  await expect(async () => {
    await code(page).focus()
    await expect(page.locator('.cm-content')).toBeVisible({ timeout: 2000 })
  }).toPass()
}

async function write(page: Page, text: string): Promise<void> {
  await code(page).focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}

async function runCode(page: Page, text: string): Promise<void> {
  await write(page, text)
  await page.keyboard.press('ControlOrMeta+Enter')
}

test('a problem is solved from its statement to its lesson by the keyboard alone', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => request.url().includes(python) && asked.push(request.url()))
  await page.goto(problem)
  await expect(page.getByRole('heading', { name: 'The problem' })).toBeVisible()
  await expect(bench(page).getByText('Not run yet')).toHaveCount(6)
  await page.waitForLoadState('networkidle')
  expect(asked).toEqual([])
  await expectNoViolation(page, 'a toy problem before it is worked on')
  await openEditor(page)
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await expect(bench(page).getByText('0 of 6 checks pass.')).toBeVisible(started)
  const first = bench(page).getByRole('listitem').filter({ hasText: 'd(xy)/dx = y' })
  await expect(first).toContainText('Expected(-4.0, 3.0)')
  await expect(first).toContainText('Got(0.0, 0.0)')
  await expect(first).toContainText('checks.py, line 8')
  await expectNoViolation(page, 'a toy problem with failed checks')
  await write(page, solutionOf('tiny-autograd'))
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(output(page)).toContainText('f = -2.0  df/da = 1.0  df/db = 2.0')
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await expect(page.getByRole('status').filter({ hasText: 'All 6 checks pass. Solved.' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Solved', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await page.goto('/lessons')
  await expect(
    page.getByRole('listitem').filter({ hasText: 'Math or code?' }).getByRole('img').first(),
  ).toHaveAccessibleName('Tried')
})

test('what is typed the moment the editor stands stays', async ({ page }) => {
  await page.goto(problem)
  await page.evaluate(() => {
    const area = document.querySelector('.code-area')
    if (!area) throw new Error('There is no code')
    new MutationObserver((_, observer) => {
      if (area.querySelector('pre')) return
      observer.disconnect()
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else types within one turn of the page
      document.execCommand('insertText', false, '# typed at once\n')
    }).observe(area, { childList: true })
  })
  await expect(async () => {
    await code(page).focus()
    await expect(page.locator('.cm-content')).toBeVisible({ timeout: 2000 })
  }).toPass()
  await page.keyboard.insertText('# and then\n')
  await expect(code(page)).toContainText('# typed at once')
  await expect(code(page)).toContainText('# and then')
  await page.reload()
  await expect(code(page)).toContainText('# typed at once')
})

test('what was typed the moment before the shortcut is what is checked', async ({ page }) => {
  await openEditor(page)
  await page.keyboard.press('ControlOrMeta+a')
  await page.evaluate(async (solution) => {
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else types within one turn of the page
    document.execCommand('insertText', false, solution)
    await Promise.resolve()
    const keys = { key: 'Enter', ctrlKey: true, shiftKey: true, bubbles: true, cancelable: true }
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', keys))
  }, solutionOf('tiny-autograd'))
  await expect(page.getByRole('status').filter({ hasText: 'All 6 checks pass.' })).toBeVisible(started)
})

test('a loop without end is stopped at once, and the next run works; one that refuses ends with its worker', async ({
  page,
}) => {
  await openEditor(page)
  await runCode(page, loop)
  await expect(output(page)).toContainText('begun', started)
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  await page.keyboard.press('ControlOrMeta+.')
  await expect(bench(page).getByText('Stopped.', { exact: true })).toBeVisible()
  await runCode(page, 'print(6 * 7)')
  await expect(output(page)).toContainText('42')
  await runCode(page, 'while True:\n    try:\n        while True: pass\n    except BaseException: pass')
  await expect(bench(page).getByText('Running.')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+.')
  await expect(bench(page).getByText('Stopped. Python had to be started again; your code is safe.')).toBeVisible()
  await runCode(page, 'print(6 * 8)')
  await expect(output(page)).toContainText('48', started)
})

test('output without end, too much memory, endless recursion and the end of the program leave the page usable', async ({
  page,
}) => {
  await openEditor(page)
  await runCode(page, 'for i in range(10**6): print("x" * 100)')
  await expect(output(page)).toContainText('More than 64 KB were printed', started)
  await expect(bench(page).getByText(/^Ran to its end/)).toBeVisible()
  await runCode(page, 'kept = []\nwhile True: kept.append(bytearray(20_000_000))')
  await expect(output(page)).toContainText('MemoryError')
  await runCode(page, 'def f(): return f()\nf()')
  await expect(output(page)).toContainText('RecursionError')
  await runCode(page, 'import os\nos._exit(3)')
  await expect(bench(page).getByText(/Python had to be started again|Ended with an error/)).toBeVisible()
  await runCode(page, 'print("still here")')
  await expect(output(page)).toContainText('still here', started)
})

test('code stays as typed over a reload; reset keeps what was there', async ({ page }) => {
  await openEditor(page)
  await write(page, '# mine\nx = 1\n')
  await page.reload()
  await expect(code(page)).toContainText('# mine')
  await page.getByRole('button', { name: 'Reset' }).click()
  await expect(code(page)).toContainText('The chain rule in forty lines')
  await page.getByRole('button', { name: 'Bring back your code' }).click()
  await expect(code(page)).toContainText('# mine')
})

test('code of somebody signed in goes on at another device, with its versions and what their checks said', async ({
  page,
  browser,
  site,
}) => {
  await signIn(page, people.writer.email)
  await openEditor(page)
  await write(page, 'first = 1\n')
  await runCode(page, 'second = 2\n')
  await expect(bench(page).getByText('Saved in your account.')).toBeVisible()
  await expect(bench(page).getByText(/^Ran to its end/)).toBeVisible(started)
  await page.keyboard.press('ControlOrMeta+Shift+Enter')
  await expect(bench(page).getByText('0 of 6 checks pass.')).toBeVisible()

  const elsewhere = await browser.newPage({ baseURL: site.address })
  await signIn(elsewhere, people.writer.email)
  await openEditor(elsewhere)
  await expect(code(elsewhere)).toContainText('second = 2')
  await runCode(elsewhere, 'third = 3\n')
  await expect(bench(elsewhere).getByText('Saved in your account.')).toBeVisible()
  await elsewhere.close()

  await page.reload()
  await expect(code(page)).toContainText('third = 3')
  await page.getByText('One other version, for you alone').click()
  const other = page.getByRole('list', { name: 'Other versions' }).getByRole('listitem')
  await expect(other).toContainText('0 of 6 checks')
  await expectNoViolation(page, 'a toy problem with versions')
  await other.getByRole('button', { name: /^Open/ }).click()
  await expect(code(page)).toContainText('second = 2')
})

test('a chart that code draws has its table', async ({ page }) => {
  await openEditor(page)
  await runCode(page, 'import plot\nprint("before")\nplot.line([1, 4, 9], title="Squares")\nplot.hist([1, 1, 2])')
  await expect(output(page).getByText('Squares')).toBeVisible(started)
  await output(page).getByText('Values as a table').first().click()
  await expect(output(page).getByRole('table', { name: 'Squares' })).toContainText('9')
  await expectNoViolation(page, 'charts that code drew')
})

test('hints come one at a time, counted, and the solution to somebody who asks twice', async ({ page }) => {
  await page.goto(problem)
  await expect(page.getByText('Hint 1 of 3')).toBeVisible()
  await expect(page.getByText('Hint 2 of 3')).toBeHidden()
  await page.getByText('Hint 1 of 3').click()
  await page.getByText('Hint 2 of 3').click()
  await expect(page.getByText('Visit parents first')).toBeVisible()
  const solution = page.getByText('solution.py: one way to do it')
  const download = page.getByRole('link', { name: 'Download solution.py' })
  await solution.click()
  await expect(page.getByText('press once more to see it')).toBeVisible()
  await expect(download).toBeHidden()
  await solution.click()
  await expect(download).toBeVisible()
})

test('a link brings somebody’s code beside one’s own, and sends it nowhere', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openEditor(page)
  await write(page, 'print("shared")')
  await page.getByRole('button', { name: 'Share' }).click()
  await expect(page.getByText('A link with your code is copied.')).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  await write(page, 'print("mine")')
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.goto('about:blank')
  await page.goto(link)
  const theirs = page.getByRole('region', { name: 'Somebody’s code' })
  await expect(theirs).toContainText('print("shared")')
  await expect(code(page)).toContainText('print("mine")')
  await theirs.getByRole('button', { name: 'Run it' }).click()
  await expect(output(page)).toContainText('shared', started)
  expect(asked.filter((url) => url.includes('code='))).toEqual([])
  await theirs.getByRole('button', { name: 'Take it over' }).click()
  await expect(code(page)).toContainText('print("shared")')
  await expect(theirs).toBeHidden()
})

test('what code tries in order to reach the site fails, by each way there is', async ({ page }) => {
  await openEditor(page)
  await runCode(page, 'print("ready")')
  await expect(output(page)).toContainText('ready', started)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  const ways = [
    'import js; js.fetch("/api/account")',
    'from js import XMLHttpRequest',
    'from js import importScripts',
    'import js; js.eval("1")',
    'from js import BroadcastChannel',
    'from pyodide.http import pyfetch',
    'from pyodide.code import run_js; run_js("fetch(\'/api/account\')")',
    'import pyodide_js',
    'import urllib.request; urllib.request.urlopen("http://localhost/api/account")',
    'import socket; socket.create_connection(("localhost", 80), 1)',
  ]
  const each = ways.map(
    (way) =>
      `try:\n    exec(${JSON.stringify(way)})\n    print("REACHED", ${JSON.stringify(way.slice(0, 30))})\nexcept BaseException as error:\n    print("refused", type(error).__name__)\n`,
  )
  await runCode(page, each.join(''))
  await expect(bench(page).getByText(/^Ran to its end/)).toBeVisible()
  const said = await output(page).innerText()
  expect(said).not.toContain('REACHED')
  expect(said.match(/refused/g)).toHaveLength(ways.length)
  // Those that know where to look, too: nothing of a browser is left in the worker.
  const walk = `
found = set()
for kind in object.__subclasses__():
    for value in list(vars(kind).values()):
        names = getattr(value, "__globals__", None) or {}
        for name, one in list(names.items()):
            if type(one).__name__ == "JsProxy":
                for way in ("fetch", "XMLHttpRequest", "postMessage", "importScripts", "indexedDB", "caches", "eval"):
                    if hasattr(one, way): found.add(way)
print("found", sorted(found))`
  await runCode(page, walk)
  await expect(output(page)).toContainText('found []')
  expect(asked).toEqual([])
})

test('the worker’s script carries a policy of its own, and its files are kept for good', async ({ page, request }) => {
  const files: string[] = []
  page.on('request', (one) => one.url().includes(python) && files.push(one.url()))
  await openEditor(page)
  await runCode(page, 'print("ready")')
  await expect(output(page)).toContainText('ready', started)
  const runner = files.find((url) => url.endsWith('runner.mjs')) ?? ''
  const headers = (await request.get(runner)).headers()
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; script-src 'wasm-unsafe-eval' localhost:\d+\/_next\/static\/python\/( |;)/,
  )
  expect(headers).toMatchObject({
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'same-origin',
    'content-type': 'text/javascript; charset=UTF-8',
  })
  const wasm = files.find((url) => url.endsWith('.wasm')) ?? ''
  for (const coding of ['br', 'gzip']) {
    const packed = await request.head(wasm, { headers: { 'accept-encoding': coding } })
    expect(packed.headers()).toMatchObject({ 'content-encoding': coding, 'content-type': 'application/wasm' })
    expect(packed.headers()['cache-control']).toContain('immutable')
  }
})

test.describe('without what it needs', () => {
  test('the network is gone before Python came: it says so, code can be copied, and trying again works', async ({
    context,
  }) => {
    // A browser logs what it cannot fetch; this page may, and the fixture's may not.
    const page = await context.newPage()
    await page.goto(problem)
    await page.waitForLoadState('networkidle')
    await context.setOffline(true)
    await page.getByRole('button', { name: /^Run/ }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'Your code is safe' })).toBeVisible()
    await expect(code(page)).toContainText('The chain rule in forty lines')
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'Your code is safe' })).toBeHidden()
    await page.getByRole('button', { name: /^Run/ }).click()
    await expect(output(page)).toContainText('f =', started)
  })

  test('the network goes after Python came: code and checks run on', async ({ page, context }) => {
    await openEditor(page)
    await runCode(page, 'print("ready")')
    await expect(output(page)).toContainText('ready', started)
    await context.setOffline(true)
    await write(page, solutionOf('tiny-autograd'))
    await page.keyboard.press('ControlOrMeta+Shift+Enter')
    await expect(bench(page).getByText('All 6 checks pass.')).toBeVisible()
  })

  test('without WebAssembly it says so', async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, 'WebAssembly'))
    await page.goto(problem)
    await page.getByRole('button', { name: /^Run/ }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'no WebAssembly' })).toBeVisible()
    await expect(code(page)).toContainText('The chain rule in forty lines')
  })

  test('a worker that is blocked is told of', async ({ page }) => {
    await page.addInitScript(() => {
      Object.assign(globalThis, {
        Worker: function () {
          throw new DOMException('Workers are off', 'SecurityError')
        },
      })
    })
    await page.goto(problem)
    await page.getByRole('button', { name: /^Run/ }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'did not let Python start' })).toBeVisible(started)
  })

  test('a start that takes longer than thirty seconds says so', async ({ page }) => {
    await page.route(/pyodide\.asm\.wasm/, () => undefined)
    await page.clock.install()
    await page.goto(problem)
    await page.getByRole('button', { name: /^Run/ }).click()
    await expect(page.getByRole('progressbar')).toBeVisible()
    await page.clock.runFor(31_000)
    await expect(page.getByRole('alert').filter({ hasText: 'not started after 30 seconds' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
  })
})

test('on a phone one part is shown at a time @mobile-only', async ({ page }) => {
  await page.goto(problem)
  const show = (name: string) => page.getByRole('group', { name: 'Show' }).getByRole('button', { name })
  await expect(code(page)).toBeHidden()
  await show('Code').click()
  await expect(code(page)).toBeVisible()
  await expect(page.getByText('a bigger screen is better')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'The problem' })).toBeHidden()
  await page.getByRole('button', { name: /^Check/ }).click()
  await expect(bench(page).getByText('0 of 6 checks pass.')).toBeVisible(started)
  await expect(show('Results')).toHaveAttribute('aria-pressed', 'true')
  await expect(code(page)).toBeHidden()
  const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement)
  expect(scrollWidth).toBe(clientWidth)
  await show('Problem').click()
  await expect(page.getByRole('heading', { name: 'The problem' })).toBeVisible()
  await expectNoViolation(page, 'a toy problem on a phone')
})
