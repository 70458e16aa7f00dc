import { expect, test } from 'vitest'
import type { DrawnChart, Shown } from '../schema'
import { newPrinter } from './printer.mjs'

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** What a run shows that writes these, one after the other. */
function shownOf(...writes: (string | Uint8Array)[]) {
  const shown: Shown[] = []
  const printer = newPrinter((one) => shown.push(one))
  printer.reset()
  for (const written of writes) printer.write('out', typeof written === 'string' ? bytesOf(written) : written)
  printer.end()
  const text = shown.map((one) => (one.kind === 'text' ? one.text : '')).join('')
  return { shown, text, charts: shown.flatMap((one) => (one.kind === 'chart' ? [one.chart] : [])) }
}

function chartOf(part: Partial<DrawnChart> = {}): DrawnChart {
  const series: DrawnChart['series'] = [{ name: '', points: [[0, 1]] }] // prettier-ignore
  return { kind: 'line', title: 'Loss', xLabel: '', yLabel: '', series, ...part }
}

/** A chart as Python writes it: nothing but ASCII. */
function written(chart: DrawnChart): string {
  const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
  return `\u001e${JSON.stringify(chart).replaceAll(/[^ -~]/g, escaped)}\u001e`
}

test('text and charts come in order, however the writes are cut', () => {
  const all = bytesOf(`ä${written(chartOf({ title: 'é' }))}☃`)
  const expected = [
    { kind: 'text', stream: 'out', text: 'ä' },
    { kind: 'chart', chart: chartOf({ title: 'é' }) },
    { kind: 'text', stream: 'out', text: '☃' },
  ]
  expect(shownOf(all).shown).toEqual(expected)
  expect(shownOf(...Array.from(all, (byte) => Uint8Array.of(byte))).shown).toEqual(expected)
})

test('text beside the marks of charts counts like any other', () => {
  const { text } = shownOf(...new Array<string>(5000).fill(`${'x'.repeat(1000)}\u001e\u001e\n`))
  expect(text.length).toBeLessThan(64 * 1024 + 200)
  expect(text).toContain('More than 64 KB were printed')
})

test('text of one write is cut between charts too, and nothing comes after', () => {
  const { text, charts } = shownOf(`${'x'.repeat(70_000)}${written(chartOf())}y`)
  expect(text).toMatch(/^x{65536}\nMore than 64 KB were printed.*\n$/)
  expect(charts).toEqual([])
})

test('the longest chart within the limits is drawn whole, and charts count towards no text', () => {
  const points = Array.from({ length: 2000 }, (_, at): [string, number] => [
    `${String(at).padStart(4, '0')}${'☃'.repeat(36)}`,
    -2.2250738585072014e-308,
  ])
  const words = '☃'.repeat(300)
  const series = new Array(8).fill({ name: words, points }) as DrawnChart['series']
  const longest = chartOf({ kind: 'scatter', title: words, xLabel: words, yLabel: words, series })
  expect(shownOf(written(longest), 'after').shown).toEqual([
    { kind: 'chart', chart: longest },
    { kind: 'text', stream: 'out', text: 'after' },
  ])
})

test.each([
  ['too big', `\u001e${'x'.repeat(5_000_000)}\u001e`, /^A chart is not drawn.*at most 8 series of 2000 points.*\n$/],
  ['no JSON', '\u001e{NaN}\u001e', /^A chart is not drawn.*functions of plot.*\n$/],
  ['without points', written(chartOf({ series: [] })), /^A chart is not drawn.*at least one point.*\n$/],
  ['never ended', '\u001e{"kind":', /^A chart is not drawn.*functions of plot.*\n$/],
])('a chart that is %s is not drawn, and one line says so', (_, text, expected) => {
  const { shown } = shownOf(text)
  expect(shown).toEqual([{ kind: 'text', stream: 'error', text: expect.stringMatching(expected) as string }])
})

test('of more charts than 20, or more points than one may have, the first are drawn, and one line says so once', () => {
  const words = /^More than 20 charts or 16000 points were drawn; the rest is left out\. .*\n$/
  const many = shownOf(...new Array<string>(30).fill(written(chartOf())))
  expect([many.charts.length, many.text]).toEqual([20, expect.stringMatching(words)])
  const points = Array.from({ length: 2000 }, (_, at): [number, number] => [at, at])
  const large = chartOf({ series: new Array(3).fill({ name: '', points }) as DrawnChart['series'] })
  const few = shownOf(...new Array<string>(5).fill(written(large)))
  expect([few.charts.length, few.text]).toEqual([2, expect.stringMatching(words)])
})

test('a printer that is reset counts anew', () => {
  const shown: Shown[] = []
  const printer = newPrinter((one) => shown.push(one))
  printer.write('out', bytesOf('x'.repeat(70_000)))
  printer.write('out', bytesOf('\u001ehalf a chart'))
  printer.reset()
  shown.length = 0
  printer.write('out', bytesOf('again'))
  printer.end()
  expect(shown).toEqual([{ kind: 'text', stream: 'out', text: 'again' }])
})
