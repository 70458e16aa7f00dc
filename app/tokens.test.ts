import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync('app/tokens.css', 'utf8')
const pairs = [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)]
const grounds = ['paper', 'surface', 'sunken', 'code-bg']

/** Text on its grounds, with the least contrast of WCAG 2.2: 7 for prose, 4.5 for other text, 3 for lines that carry meaning. */
const rules: [text: string, on: string[], least: number][] = [
  ['ink', [...grounds, 'accent-soft', 'post-soft', 'toy-soft', 'mark'], 7],
  ['ink-2', grounds, 7],
  ['ink-3', grounds, 4.5],
  ['accent', [...grounds, 'accent-soft'], 4.5],
  ['accent-hover', grounds, 4.5],
  ['on-accent', ['accent', 'accent-hover'], 4.5],
  ['toy', [...grounds, 'toy-soft'], 4.5],
  ['post', [...grounds, 'post-soft'], 4.5],
  ['ok', ['paper', 'surface', 'ok-soft'], 4.5],
  ['warn', ['paper', 'surface', 'warn-soft'], 4.5],
  ['bad', ['paper', 'surface', 'bad-soft'], 4.5],
  ['line-strong', ['paper', 'surface'], 3],
  ['focus', grounds, 3],
]

describe.each(['light', 'dark'] as const)('%s', (scheme) => {
  const colours = new Map(pairs.map(([, name, light, dark]) => [name, scheme === 'light' ? light : dark]))
  const colour = (name: string) => colours.get(name) ?? 'missing'
  const cases = rules.flatMap(([text, on, least]) => on.map((ground) => ({ text, ground, least })))

  test.each(cases)('$text on $ground has a contrast of at least $least', ({ text, ground, least }) => {
    expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(least)
  })
})

test('every colour has a light and a dark value', () => {
  expect(pairs.length).toBeGreaterThan(20)
  expect(css.match(/--[\w-]+:/g)).toHaveLength(pairs.length)
})

/** Contrast ratio of two colours (WCAG 2.2, 1.4.3). */
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((left, right) => left - right)
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [red = Number.NaN, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
