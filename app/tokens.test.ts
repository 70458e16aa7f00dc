import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

// What WCAG asks of the colour tokens, and where the product asks more of itself: body text at AAA.

const css = readFileSync(path.resolve('app/tokens.css'), 'utf8')
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(([, name = '', ...colours]) => [
    name,
    { light: colours[0] ?? '', dark: colours[1] ?? '' },
  ]),
)
const schemes = ['light', 'dark'] as const
type Scheme = (typeof schemes)[number]

/** Relative luminance, as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = parseInt(hex.slice(start, start + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function colour(name: string, scheme: Scheme): string {
  const found = tokens.get(name)
  if (!found) throw new Error(`app/tokens.css has no --${name}`)
  return found[scheme]
}

/** The pairs of a use that fall short, in words; none is what is wanted. */
function shortcomings(least: number, colours: string[], backgrounds: string[]): string[] {
  const pairs = schemes.flatMap((scheme) =>
    colours.flatMap((name) => backgrounds.map((background) => ({ scheme, name, background }))),
  )
  return pairs.flatMap(({ scheme, name, background }) => {
    const ratio = contrast(colour(name, scheme), colour(background, scheme))
    return ratio < least ? [`${scheme}: ${name} on ${background} is ${ratio.toFixed(2)}:1`] : []
  })
}

const pages = ['paper', 'surface']
const kinds = ['accent', 'toy', 'post']
const kindSofts = kinds.map((kind) => `${kind}-soft`)
const toneSofts = ['ok-soft', 'warn-soft', 'bad-soft']

const uses: [use: string, least: number, colours: string[], backgrounds: string[]][] = [
  ['body text', 7, ['ink'], [...pages, 'sunken', 'code-bg']],
  ['text in callouts and messages', 7, ['ink'], [...kindSofts, ...toneSofts]],
  ['marked and selected text', 7, ['ink'], ['mark']],
  ['secondary text', 4.5, ['ink-2'], [...pages, 'sunken', 'code-bg', ...kindSofts, ...toneSofts]],
  ['meta text', 4.5, ['ink-3'], [...pages, 'sunken', 'code-bg', ...kindSofts, ...toneSofts]],
  ['links', 4.5, ['accent', 'accent-hover'], [...pages, 'sunken', ...kindSofts, ...toneSofts]],
  ['the colours of kinds', 4.5, kinds, pages],
  ['a kind in its own callout', 4.5, ['accent'], ['accent-soft']],
  ['a toy problem in its own callout', 4.5, ['toy'], ['toy-soft']],
  ['a postmortem in its own callout', 4.5, ['post'], ['post-soft']],
  ['severities and outcomes', 4.5, ['ok', 'ink-2', 'warn', 'bad'], pages],
  ['severities and outcomes, below a pointer', 4.5, ['ok', 'ink-2', 'warn', 'bad'], ['sunken']],
  ['words in a message of their tone: ok', 4.5, ['ok'], ['ok-soft']],
  ['words in a message of their tone: warn', 4.5, ['warn'], ['warn-soft']],
  ['words in a message of their tone: bad', 4.5, ['bad'], ['bad-soft']],
  ['code', 4.5, ['ink', 'ink-3', 'accent', 'ok', 'post', 'toy', 'bad'], ['code-bg']],
  ['the main button', 4.5, ['on-accent'], ['accent', 'accent-hover']],
  ['borders of fields and buttons', 3, ['line-strong', 'bad'], [...pages, 'sunken']],
  ['focus rings', 3, ['focus'], [...pages, 'sunken', 'code-bg', ...kindSofts, ...toneSofts]],
  ['rules that mark the kind or the current entry', 3, kinds, pages],
  ['the ruler of progress', 3, ['accent'], pages],
]

describe('contrast, light and dark', () => {
  test.each(uses)('%s: at least %d to 1', (_, least, colours, backgrounds) => {
    expect(shortcomings(least, colours, backgrounds)).toEqual([])
  })
})

test('every token is a pair that this test can read, and has a use here', () => {
  const named = [...css.matchAll(/^ {2}--([\w-]+):/gm)].map(([, name]) => name)
  expect([...tokens.keys()]).toEqual(named)
  const used = new Set(uses.flatMap(([, , colours, backgrounds]) => [...colours, ...backgrounds]))
  // Hairlines only decorate: what they divide is divided by space and headings as well.
  expect([...tokens.keys()].filter((name) => !used.has(name))).toEqual(['line'])
})

test.each([
  ['#000000', '#ffffff', 21],
  ['#ffffff', '#ffffff', 1],
  ['#777777', '#ffffff', 4.48],
  ['#0000ff', '#ffffff', 8.59],
])('%s on %s is known to be %d to 1', (one, other, known) => expect(contrast(one, other)).toBeCloseTo(known, 2))
