import { expect, test } from 'vitest'
import { dropDocument, findDocument, newCatalogue, putDocument } from './catalogue'
import type { LibraryDocument } from './document'

const page = (slug: string) =>
  ({
    id: `id-${slug}`,
    kind: 'postmortem',
    slug,
    path: `postmortems/${slug}.mdx`,
    aliases: ['outage'],
  }) as LibraryDocument

test('an old address that two pages claim still leads to the one when the other goes', () => {
  const catalogue = newCatalogue()
  for (const slug of ['one', 'two']) putDocument(catalogue, page(slug))
  expect(findDocument(catalogue, 'postmortem', 'outage')).toMatchObject({ slug: 'two' })
  dropDocument(catalogue, 'postmortems/one.mdx')
  expect(findDocument(catalogue, 'postmortem', 'outage')).toMatchObject({ slug: 'two' })
})
