import type { LessonRow, Severity } from '@/lib/library/schema'
import type { FacetName, SearchQuery } from '@/lib/search/schema'
import { severityWords } from '@/components/postmortem/severity-words'
import { lessonNumber } from '@/components/ui/lesson-number'

/** The kinds, of several documents and of one. */
export const kindWords = {
  lesson: { many: 'Lessons', one: 'Lesson' },
  'toy-problem': { many: 'Toy problems', one: 'Toy problem' },
  postmortem: { many: 'Postmortems', one: 'Postmortem' },
}

/** The kinds, in the order in which they are listed. */
export const kinds = Object.keys(kindWords) as (keyof typeof kindWords)[]

/** A filter of the search: its parameter, its words, and the words of its values. */
export type Facet = { name: FacetName; legend: string; label: (value: string) => string }

/** What can be asked of a document besides its facets. */
export const isWords: Record<SearchQuery['is'][number], string> = {
  unread: 'What I have not read',
  open: 'With open actions',
}

/** The filters of the search, in the order in which they stand. */
export function searchFacets(lessons: LessonRow[]): Facet[] {
  const same = (value: string) => value
  return [
    { name: 'kind', legend: 'Kind', label: (value) => kindWords[value as keyof typeof kindWords].many },
    {
      name: 'lesson',
      legend: 'Lesson',
      label: (value) => `${lessonNumber(Number(value))} ${lessons[Number(value) - 1]?.title ?? ''}`.trim(),
    },
    { name: 'severity', legend: 'Severity', label: (value) => severityWords[value as Severity] },
    { name: 'class', legend: 'Kind of failure', label: same },
    { name: 'tag', legend: 'Tag', label: same },
    { name: 'author', legend: 'Author', label: same },
    { name: 'year', legend: 'Year', label: same },
  ]
}
