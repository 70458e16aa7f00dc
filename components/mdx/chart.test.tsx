import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Chart, type ChartProps } from './chart'

/** The rows of a chart's table of values, its cells with commas between them. */
function rowsOf(kind: ChartProps['kind'], ...points: ChartProps['series'][number]['points'][]): string[] {
  const series = points.map((of, index) => ({ name: `series ${index}`, points: of }))
  const html = renderToStaticMarkup(<Chart kind={kind} title="A chart" series={series} />)
  const body = /<tbody>(.*)<\/tbody>/.exec(html)?.[1] ?? ''
  return [...body.matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row = '']) =>
    [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/g)].map(([, cell]) => cell).join(),
  )
}

test('the table has a row for every place of any series, in the order of the numbers', () => {
  const first = pairs([20, 20], [1, 10])
  const second = pairs([20, 200], [3, 300], [4, 400])
  expect(rowsOf('line', first, second)).toEqual(['1,10,', '3,,300', '4,,400', '20,20,200'])
})

test('words stand in the order in which they are first named', () => {
  const first = pairs(['north', 1], ['east', 2])
  const second = pairs(['west', 3], ['north', 0])
  expect(rowsOf('bar', first, second)).toEqual(['north,1,0', 'east,2,', 'west,,3'])
})

test('no point is left out where a series has several at one place', () => {
  const first = pairs([2, 1], [1, 5], [2, 3], [2, 2])
  const second = pairs([2, 9], [2, 8])
  expect(rowsOf('scatter', first, second)).toEqual(['1,5,', '2,1,9', '2,3,8', '2,2,'])
})

function pairs(...points: [string | number, number][]): [string | number, number][] {
  return points
}
