import { describe, expect, test } from 'vitest'
import { documentOf, sourceOf } from './fixtures'
import { createSearch } from './search'

const leak = documentOf({
  id: 'leak',
  title: 'The score was too good',
  kind: 'postmortem',
  lessons: [7, 1],
  sections: [
    { text: 'A summary.' },
    { id: 'cause', heading: 'Cause', text: 'Target leakage through a join on 10 columns in C++.' },
  ],
})
const drift = documentOf({
  id: 'drift',
  title: 'Drift',
  kind: 'lesson',
  lessons: [7],
  text: 'Watch for drift, 100 rows in C#. No leakage.',
})
const toy = documentOf({ id: 'toy', title: 'Find the leakage', kind: 'toy-problem', lessons: [1] })

describe('createSearch', () => {
  test('answers with document, section, snippet and facets', async () => {
    const { search } = createSearch(sourceOf(leak, drift, toy).listChanges)
    const answer = await search({ q: ' target leakage ' })
    expect(answer).toMatchObject({ query: 'target leakage', total: 3 })
    expect(answer.hits[0]).toMatchObject({
      id: 'leak',
      kind: 'postmortem',
      title: 'The score was too good',
      lessons: [7, 1],
      url: '/postmortems/leak#cause',
      section: { id: 'cause', heading: 'Cause' },
      snippet: [
        { text: 'Target', match: true },
        { text: ' ', match: false },
        { text: 'leakage', match: true },
        expect.anything(),
      ],
    })
    expect(answer).not.toHaveProperty('suggestion')
    expect(answer.tookMs).toBeGreaterThanOrEqual(0)
  })

  test('filters; each facet ignores its own filter', async () => {
    const { search } = createSearch(sourceOf(leak, drift, toy).listChanges)
    const { total, hits, facets } = await search({ q: 'leakage', kind: ['postmortem'], lesson: [7] })
    expect([total, hits.map(({ id }) => id)]).toEqual([1, ['leak']])
    expect(facets.kind).toEqual([
      { value: 'lesson', count: 1 },
      { value: 'toy-problem', count: 0 },
      { value: 'postmortem', count: 1 },
    ])
    expect(facets.lesson).toHaveLength(12)
    expect(facets.lesson.filter(({ count }) => count > 0)).toEqual([
      { value: 1, count: 1 },
      { value: 7, count: 1 },
    ])
  })

  test.each([
    ['10', ['leak']],
    ['100', ['drift']],
    ['c++', ['leak']],
    ['C#', ['drift']],
    ['1', []],
    ['', []],
    ['  ', []],
    ['!?', []],
  ])('%s finds exactly %j', async (q, ids) => {
    const { search } = createSearch(sourceOf(leak, drift).listChanges)
    expect((await search({ q })).hits.map(({ id }) => id)).toEqual(ids)
  })

  test('forgives one typing error and says so', async () => {
    const { search } = createSearch(sourceOf(leak, drift).listChanges)
    const answer = await search({ q: 'leakge' })
    expect(answer.suggestion).toBe('leakage')
    expect(answer.hits).toHaveLength(2)
    const narrowed = await search({ q: ' kind:lesson leakge -rwos "no leakge" ' })
    expect(narrowed.suggestion).toBe('kind:lesson leakage -rwos "no leakage"')
    expect(answer.hits[0]?.snippet.some(({ text, match }) => match && text === 'leakage')).toBe(true)
  })

  test('hands markup on as text', async () => {
    const text = '<script>alert("leakage")</script> &amp; <b>bold</b>'
    const { search } = createSearch(sourceOf(documentOf({ id: 'x', text })).listChanges)
    const [hit] = (await search({ q: 'leakage' })).hits
    expect(hit?.snippet.map((part) => part.text).join('')).toBe(text)
  })

  test('the very next query knows what was changed, added and removed', async () => {
    const source = sourceOf(leak, drift)
    const { search } = createSearch(source.listChanges)
    const idsFor = async (q: string) => (await search({ q })).hits.map(({ id }) => id)
    expect(await idsFor('drift')).toEqual(['drift'])
    source.put(documentOf({ id: 'drift', title: 'Skew', text: 'Now about skew.' }))
    expect([await idsFor('drift'), await idsFor('skew')]).toEqual([[], ['drift']])
    source.drop('leak')
    expect(await idsFor('target leakage')).toEqual([])
    source.put(documentOf({ id: 'new', text: 'leakage again' }))
    source.put(documentOf({ id: 'newer', text: 'leakage too' }))
    source.drop('newer')
    expect(await idsFor('leakage')).toEqual(['new'])
    expect(source.asked).toEqual([-1, 2, 3, 3, 4])
  })

  test('asks only for what is new, and queries at once agree', async () => {
    const source = sourceOf(leak, drift)
    const { search, prepare } = createSearch(source.listChanges)
    await prepare()
    const answers = await Promise.all(['leakage', 'leakage', 'leakage'].map((q) => search({ q })))
    expect(new Set(answers.map(({ total }) => total))).toEqual(new Set([2]))
    expect(source.asked).toEqual([-1, 2, 2, 2])
  })

  test('starts anew when the source does', async () => {
    let documents = [leak, drift]
    const { search } = createSearch(async () => ({
      revision: 1,
      anew: true,
      changes: documents.map((document) => ({ id: document.id, document })),
    }))
    expect((await search({ q: 'leakage' })).total).toBe(2)
    documents = [drift]
    expect((await search({ q: 'leakage' })).total).toBe(1)
  })

  test('answers from what there is while a library is indexed anew', async () => {
    let documents = [leak]
    let revision = 1
    let hold = Promise.resolve()
    const { search } = createSearch(async () => {
      await hold
      return { revision, anew: true, changes: documents.map((document) => ({ id: document.id, document })) }
    })
    expect((await search({ q: 'leakage' })).total).toBe(1)
    documents = [leak, drift]
    revision = 2
    let release: () => void = () => undefined
    hold = new Promise((resolve) => (release = resolve))
    expect((await search({ q: 'leakage' })).total).toBe(1)
    release()
    expect((await search({ q: 'leakage' })).total).toBe(2)
  })

  test('lets others go on while thousands of changes are indexed', async () => {
    const source = sourceOf(leak)
    const { prepare } = createSearch(source.listChanges)
    await prepare()
    for (let index = 0; index < 2000; index += 1) {
      source.put(
        documentOf({ id: `d${index}`, title: `Case ${index}`, text: `word${index} ${'common text '.repeat(40)}` }),
      )
    }
    let [turns, isReady] = [0, false]
    const ready = prepare().then(() => (isReady = true))
    while (!isReady) {
      await new Promise((resolve) => setImmediate(resolve))
      turns += 1
    }
    await ready
    expect(turns).toBeGreaterThan(3)
  })

  test('answers again after its source failed once', async () => {
    const source = sourceOf(leak)
    let fails = true
    const { search } = createSearch((since) =>
      fails ? Promise.reject(new Error('not now')) : source.listChanges(since),
    )
    await expect(search({ q: 'leakage' })).rejects.toThrow('not now')
    fails = false
    expect((await search({ q: 'leakage' })).total).toBe(1)
  })

  test('holds three thousand documents and finds each', async () => {
    const documents = Array.from({ length: 3000 }, (_, index) =>
      documentOf({
        id: `d${index}`,
        title: `Case ${index}`,
        lessons: [(index % 12) + 1],
        sections: [0, 1, 2].map((part) => ({
          id: `part-${part}`,
          heading: `Part ${part}`,
          text: `word${index} in part ${part} ${'common text '.repeat(20)}`,
        })),
      }),
    )
    const { search } = createSearch(sourceOf(...documents).listChanges)
    const common = await search({ q: 'common text', limit: 50, offset: 1000 })
    expect([common.total, common.hits.length]).toEqual([3000, 50])
    expect(common.facets.lesson).toEqual(Array.from({ length: 12 }, (_, index) => ({ value: index + 1, count: 250 })))
    for (const index of [0, 777, 2999]) {
      expect((await search({ q: `word${index} ` })).hits.map(({ id }) => id)).toEqual([`d${index}`])
    }
  })
})

describe('words with a meaning', () => {
  const { search } = createSearch(sourceOf(leak, drift, toy).listChanges)
  const ids = async (q: string) => (await search({ q })).hits.map(({ id }) => id).sort()

  test.each([
    ['leakage', ['drift', 'leak', 'toy']],
    ['leakage kind:lesson', ['drift']],
    ['lesson:7', ['drift', 'leak']],
    ['kind:toy-problem -drift', ['toy']],
    ['"target leakage"', ['leak']],
    ['"Leakage through"', ['leak']],
    ['"leakage target"', []],
    ['leakage -rows', ['leak', 'toy']],
    ['leakage -"target leakage"', ['drift', 'toy']],
    ['leakage lesson:1 -join', ['toy']],
  ])('%s finds %j', async (q, found) => {
    expect(await ids(q)).toEqual(found)
  })

  test('other sections that answer as well stand under a hit', async () => {
    const sections = ['one', 'two', 'three', 'four'].map((id) => ({ id, heading: id, text: 'On drift.' }))
    const [hit] = (await createSearch(sourceOf(documentOf({ id: 'd', sections })).listChanges).search({ q: 'drift' }))
      .hits
    expect([hit?.section.id, ...(hit?.more.map(({ url }) => url) ?? [])]).toEqual([
      'one',
      '/postmortems/d#two',
      '/postmortems/d#three',
    ])
  })
})
