import { expect, test } from 'vitest'
import type { Hit, SearchAnswer } from '@/lib/search/schema'
import { placeAfter, upAndDown } from '@/components/ui/place-after'
import { pageOf } from '../ways-on'
import { actionsFor, countWords, emptyGroups, groupHits } from './options'
import { withRecent } from './recent'

const hitOf = (id: string, kind: Hit['kind'], more: string[] = []): Hit => ({
  id,
  kind,
  version: 'v',
  title: `Title of ${id}`,
  url: `/${id}#best`,
  lessons: [7],
  section: { id: 'best', heading: 'Best' },
  snippet: [{ text: 'leakage', match: true }],
  more: more.map((anchor) => ({ id: anchor, heading: anchor, url: `/${id}#${anchor}`, snippet: [] })),
  score: 1,
})
const facetsOf = (postmortems: number) => ({
  kind: [{ value: 'postmortem' as const, count: postmortems }],
  ...{ lesson: [], severity: [], class: [], tag: [], author: [], year: [] },
})
const answerOf = (hits: Hit[], total = hits.length, postmortems = 0): SearchAnswer => ({
  query: 'a & b',
  total,
  tookMs: 1,
  hits,
  facets: facetsOf(postmortems),
})

test('hits stand by kind, in their order, with other sections under their document', () => {
  const hits = [hitOf('p1', 'postmortem', ['cause', 'impact']), hitOf('l1', 'lesson'), hitOf('p2', 'postmortem')]
  const groups = groupHits(answerOf(hits, 30))
  expect(groups.map(({ label, options }) => [label, options.map(({ url }) => url)])).toEqual([
    ['Lessons', ['/l1#best']],
    ['Postmortems', ['/p1#best', '/p1#cause', '/p1#impact', '/p2#best']],
    ['Search', ['/search?q=a%20%26%20b']],
  ])
  const ids = groups.flatMap(({ options }) => options.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
  expect(groups.at(-1)?.options[0]?.title).toBe('See all 30 results')
})

test('nothing found is no group, not even an empty one', () => expect(groupHits(answerOf([]))).toEqual([]))

test('with nothing typed: where to go on, what was open, lessons, actions', () => {
  const lessons = [{ number: 7, title: 'Sceptic', url: '/l' }]
  const labels = (given: Parameters<typeof emptyGroups>[0]) => emptyGroups(given).map(({ label }) => label)
  expect(labels({ resume: undefined, recent: [], lessons: [] })).toEqual(['Actions'])
  const place = { title: 'Flu', url: '/flu' }
  expect(labels({ resume: place, recent: [place], lessons })).toEqual(['Continue', 'Recent', 'Lessons', 'Actions'])
  expect(emptyGroups({ resume: place, recent: [], lessons })[1]?.options[0]?.title).toBe('07 Sceptic')
})

test.each([
  ['the', ['Toggle theme']],
  ['NEW', ['New postmortem']],
  ['t', []],
  ['leakage', []],
])('actions for %s', (typed, titles) => {
  expect(actionsFor(typed).flatMap(({ options }) => options.map(({ title }) => title))).toEqual(titles)
})

test.each([
  ['ArrowDown', 0, 3, 1],
  ['ArrowDown', 2, 3, 0],
  ['ArrowUp', 0, 3, 2],
  ['Home', 2, 3, 0],
  ['End', 0, 3, 2],
  ['a', 1, 3, undefined],
  ['ArrowDown', 0, 0, undefined],
])('%s from %i of %i', (key, now, count, to) => expect(placeAfter(key, { now, count, keys: upAndDown })).toBe(to))

test.each([
  [0, 0, 'Nothing for ‘a & b’'],
  [1, 1, '1 result, 1 postmortem'],
  [8, 3, '8 results, 3 postmortems'],
])('%i results are said in words', (total, postmortems, words) => {
  expect(countWords(answerOf([], total, postmortems))).toBe(words)
})

test('the search page gets the same words', () => {
  expect(pageOf(' a & b ')).toBe('/search?q=a%20%26%20b')
  expect(pageOf('  ')).toBe('/search')
})

test('the newest five pages are remembered, each once', () => {
  const place = (number: number) => ({ title: `T${number}`, url: `/${number}` })
  const six = [1, 2, 3, 4, 5, 6].reduce((before, number) => withRecent(before, place(number)), [place(3)])
  expect(six.map(({ url }) => url)).toEqual(['/6', '/5', '/4', '/3', '/2'])
})
