import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentOf } from '@/lib/search/fixtures'
import { dropDocument, newCatalogue, putDocument, type Catalogue } from './catalogue'
import type { Postmortem } from './document'
import { countAll, filter } from './lists'
import { documentsOf, shownBy } from './relations'
import { inOrder, isKind } from './ordered'

const readers = {
  severity: ({ severity }: Postmortem) => [severity],
  lesson: ({ lessons }: Postmortem) => lessons.map(String),
}

const step = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
  day: fc.constantFrom('2026-01-01', '2026-01-02', undefined),
  lessons: fc.constantFrom<number[]>([1], [2], [2, 1]),
  severity: fc.constantFrom('minor' as const, 'major' as const),
  isAskedAfter: fc.boolean(),
})

/** What is kept in step with the changes, each beside the same made anew. */
function bothWays(catalogue: Catalogue) {
  const list = documentsOf(catalogue, 'postmortem')
  const fresh = { ...catalogue, derived: new Map() }
  return {
    kept: [list, shownBy(catalogue, 1), countAll(catalogue, 'postmortem', readers).facets],
    anew: [documentsOf(fresh, 'postmortem'), shownBy(fresh, 1), filter(list, {}, readers).facets],
  }
}

test('lists and counts that follow the changes are those of all documents looked at anew', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const catalogue = newCatalogue()
      for (const { id, day, lessons, severity, isAskedAfter } of steps) {
        const document = documentOf({ id, lessons }) as Postmortem
        if (day === undefined) dropDocument(catalogue, document.path)
        else putDocument(catalogue, { ...document, happened: day, severity })
        if (!isAskedAfter) continue
        const { kept, anew } = bothWays(catalogue)
        expect(kept).toEqual(anew)
      }
      const { kept, anew } = bothWays(catalogue)
      expect(kept).toEqual(anew)
    }),
  )
})

test('a list that was asked for longer ago than changes are kept is made anew', () => {
  const catalogue = newCatalogue()
  const list = () => inOrder(catalogue, 'all', { has: isKind('postmortem'), compare: (a, b) => (a.id < b.id ? -1 : 1) })
  putDocument(catalogue, documentOf({ id: 'first' }))
  expect(list().map(({ id }) => id)).toEqual(['first'])
  for (let turn = 0; turn < 2100; turn += 1) putDocument(catalogue, documentOf({ id: 'again', title: String(turn) }))
  dropDocument(catalogue, documentOf({ id: 'first' }).path)
  expect(list().map(({ title }) => title)).toEqual(['2099'])
})
