import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Element, Root } from 'hast'
import { fromHtml } from 'hast-util-from-html'
import { visit } from 'unist-util-visit'
import { describe, expect, test } from 'vitest'
import { addressProblem } from '@/lib/markup/address'
import { componentSpecs } from '@/lib/markup/components'
import { allowedElements } from '@/lib/markup/hast-wall'
import { applyRewrites } from '@/lib/markup/place'
import type { Body } from '@/lib/markup/schema'
import { checkInWorker, warmWorker, workerLimits } from './check-in-worker'
import { parseFileName } from './file-name'
import { folderOf } from './schema'

const folder = path.resolve('../shared/data/hostile')
const isThere = existsSync(folder)
if (!isThere) console.warn(`The hostile inputs are not at ${folder}; their tests are skipped.`)

const head =
  '---\nid: hostile00000\ntitle: T\nsummary: S\nlessons: [7]\ncreated: 2026-01-01\nseverity: minor\nhappened: 2026\n---\n\n'
const target = `${folderOf.postmortem}/hostile.mdx`
const most = 250_000

const read = (name: string) => readFileSync(path.join(folder, name), 'utf8')
const json = (name: string): unknown => JSON.parse(read(name))
const lines = (name: string) =>
  read(name)
    .split('\n')
    .filter((line) => line !== '')

/** Checks a body as a person's submission, and holds what comes back to the allow-lists and the limits. */
async function endure(body: string): Promise<'accepted' | 'refused'> {
  await warmWorker()
  const started = performance.now()
  const checked = await checkInWorker(target, head + body)
  expect(performance.now() - started).toBeLessThan(workerLimits.milliseconds + 500)
  if (checked.ok) {
    expectOnlyAllowed(checked.document.body)
    return 'accepted'
  }
  expect(checked.problems.length).toBeGreaterThan(0)
  for (const { line, column, message } of checked.problems) {
    expect(line).toBeGreaterThan(0)
    expect(column).toBeGreaterThan(0)
    expect(message.length).toBeGreaterThan(10)
  }
  return 'refused'
}

async function endureAll(bodies: string[]): Promise<{ accepted: number; refused: number }> {
  const counts = { accepted: 0, refused: 0 }
  for (const body of bodies) counts[await endure(body)]++
  console.log(`${counts.accepted} accepted, ${counts.refused} refused`)
  return counts
}

/** Parses the HTML that a page would send, and looks at every element and attribute of it. */
function expectOnlyAllowed({ tree }: Body): void {
  expectElements(tree)
  visit(tree, 'element', ({ tagName, properties }) => {
    if (tagName === 'Html')
      expectElements(fromHtml((JSON.parse(String(properties.props)) as { html: string }).html, { fragment: true }))
  })
}

const own = new Set(['Section', 'Html', 'ChecklistItem', ...componentSpecs.keys()])

function expectElements(root: Root): void {
  visit(root, (node) => {
    expect(['root', 'element', 'text']).toContain(node.type)
    if (node.type === 'element' && !own.has(node.tagName)) expectAllowed(node)
  })
}

function expectAllowed({ tagName, properties }: Element): void {
  const allowed = allowedElements.get(tagName)
  expect(allowed, `<${tagName}>`).toBeDefined()
  for (const [name, value] of Object.entries(properties)) {
    expect(['id', 'className', ...(allowed ?? [])], `${name} of <${tagName}>`).toContain(name)
    if (name === 'href' || name === 'src') expect(addressProblem(String(value)), String(value)).toBeUndefined()
  }
}

describe.skipIf(!isThere)('hostile inputs', () => {
  test('script injections', async () => {
    await endureAll(lines('xss/payloadbox-xss-payload-list.txt'))
  }, 120_000)

  test('naughty strings', async () => {
    await endureAll(json('strings/blns.json') as string[])
  }, 60_000)

  test('inputs of the MDX test suite', async () => {
    await endureAll(json('mdx/mdx-test-inputs.json') as string[])
  }, 60_000)

  test('CommonMark and GFM examples', async () => {
    await endureAll((json('commonmark/examples.json') as { markdown: string }[]).map(({ markdown }) => markdown))
  }, 120_000)

  test('regressions of another parser', async () => {
    await endureAll(
      (json('pathological/cmark-regression-examples.json') as { markdown: string }[]).map(({ markdown }) => markdown),
    )
  }, 60_000)

  test.each(isThere ? (json('pathological/recipes.json') as { name: string; parts: [string, number][] }[]) : [])(
    'pathological: $name',
    async ({ parts }) => {
      const size = parts.reduce((sum, [text, times]) => sum + text.length * times, 0)
      const scale = Math.min(1, most / size)
      const body = parts.map(([text, times]) => text.repeat(Math.max(1, Math.floor(times * scale)))).join('')
      await endure(body)
    },
    30_000,
  )

  test('traversals name no file and no address', async () => {
    for (const name of readdirSync(path.join(folder, 'traversal'))) {
      for (const line of lines(`traversal/${name}`)) {
        for (const file of [line, `${folderOf.postmortem}/${line}`, `${folderOf.postmortem}/${line}.mdx`]) {
          expect(parseFileName(file)?.slug ?? 'none').toMatch(/^[a-z0-9-]+$/)
        }
      }
    }
  })

  test.each(isThere ? readdirSync(path.join(folder, 'postmortems')).filter((name) => name.endsWith('.md')) : [])(
    'a real postmortem passes, or its rewrites make it pass: %s',
    async (name) => {
      let text = head + read(`postmortems/${name}`).replace(/^---\n[\s\S]*?\n---\n/, '')
      for (let round = 0; round < 5; round++) {
        const checked = await checkInWorker(target, text)
        if (checked.ok) return console.log(`${name}: passes after ${round} rounds of rewrites`)
        const rewrites = checked.problems.flatMap(({ rewrite }) => rewrite ?? [])
        expect(rewrites.length, JSON.stringify(checked.problems)).toBeGreaterThan(0)
        text = applyRewrites(text, rewrites)
      }
      throw new Error(`${name} still does not pass`)
    },
    60_000,
  )
})
