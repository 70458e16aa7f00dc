import { describe, expect, test } from 'vitest'
import { documentOf, sourceOf } from './fixtures'
import { createSearch } from './search'

const drift = 'The currency of the prices changed overnight, and every forecast of the warehouse was wrong by the rate.'
const documents = [
  documentOf({ id: 'prices', title: 'Prices in another currency', text: `${drift} Nobody compared the units.` }),
  documentOf({
    id: 'units',
    title: 'Wrong units',
    text: 'Weights came in pounds, and the forecast of the warehouse was wrong.',
  }),
  documentOf({
    id: 'lesson',
    title: 'Look at the units',
    kind: 'lesson',
    text: 'Units of prices and weights: compare them.',
  }),
  documentOf({ id: 'labels', title: 'Labels', text: 'Two annotators marked tumours differently.' }),
]
const ids = (cards: { id: string }[]) => cards.map(({ id }) => id)
const defaults = { without: [], limit: 5 }

describe('similarTo', () => {
  test('a document: the nearest first, without itself, and nothing that is far away', async () => {
    const { similarTo } = createSearch(sourceOf(...documents).listChanges)
    expect(ids(await similarTo({ to: { id: 'prices' }, ...defaults }))).toEqual(['units', 'lesson'])
    expect(ids(await similarTo({ to: { id: 'labels' }, ...defaults }))).toEqual([])
  })

  test('by kind, without those that are not wanted, and no more than asked for', async () => {
    const { similarTo } = createSearch(sourceOf(...documents).listChanges)
    const to = { id: 'prices' }
    expect(ids(await similarTo({ to, ...defaults, kinds: ['lesson'] }))).toEqual(['lesson'])
    expect(ids(await similarTo({ to, ...defaults, without: ['units'] }))).toEqual(['lesson'])
    expect(ids(await similarTo({ to, ...defaults, limit: 1 }))).toEqual(['units'])
  })

  test('a short text, with a typing error; a long one; one of which nothing is known; none', async () => {
    const { similarTo } = createSearch(sourceOf(...documents).listChanges)
    const nearest = async (text: string) => ids(await similarTo({ to: { text }, ...defaults }))
    expect((await nearest('curency of prices'))[0]).toBe('prices')
    const long = `${'It was a Monday and somebody came in early to look at the dashboards again. '.repeat(9)}${drift}`
    expect((await nearest(long))[0]).toBe('prices')
    expect(await nearest('kubernetes ingress certificates')).toEqual([])
    expect(await nearest('')).toEqual([])
    expect(ids(await similarTo({ to: { id: 'nobody' }, ...defaults }))).toEqual([])
  })

  test('what is published or removed counts at the next question', async () => {
    const source = sourceOf(...documents)
    const { similarTo } = createSearch(source.listChanges)
    const nearest = async () => ids(await similarTo({ to: { id: 'prices' }, ...defaults, limit: 1 }))
    expect(await nearest()).toEqual(['units'])
    source.put(documentOf({ id: 'again', title: 'Prices in another currency, again', text: drift }))
    expect(await nearest()).toEqual(['again'])
    source.drop('again')
    expect(await nearest()).toEqual(['units'])
  })
})
