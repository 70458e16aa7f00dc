import type { SearchAnswer, SectionHit, SnippetPart } from '@/lib/search/schema'
import type { Kind } from '@/lib/library/schema'
import { lessonNumber } from '@/components/ui/lesson-number'
import { kinds, kindWords } from '../facets'
import { pageOf, writeAddress } from '../ways-on'

/** What can be chosen: a page to open, or something to do. */
export type Option = {
  /** Of its element; no two in a list have the same. */
  id: string
  title: string
  /** The section it leads to, or what else is to be said of it. */
  detail?: string
  snippet?: SnippetPart[]
  kind?: Kind
  /** It stands under the option of its document. */
  isInner?: boolean
} & (
  | { url: string; act?: undefined }
  | { url?: undefined; act: 'scheme' | 'shortcuts' }
  | { url?: undefined; act: 'respell'; words: string }
)

export type Group = { label: string; options: Option[] }

/** A page as the palette remembers and offers it. */
export type Place = { title: string; url: string; kind?: Kind; detail?: string }
export type Lesson = { number: number; title: string; url: string }

const actions: Option[] = [
  { id: 'palette-new', title: 'New postmortem', detail: 'n', url: '/write/new' },
  { id: 'palette-scheme', title: 'Toggle theme', detail: 't', act: 'scheme' },
  { id: 'palette-shortcuts', title: 'Shortcuts', detail: '?', act: 'shortcuts' },
]

/** Hits by kind, best first in each, with the other sections that answer under their document; then all of them. */
export function groupHits(answer: SearchAnswer): Group[] {
  const found = kinds.map((kind) => ({
    label: kindWords[kind].many,
    options: answer.hits
      .filter((hit) => hit.kind === kind)
      .flatMap(({ id, title, url, section, snippet, more }) => [
        { id: `palette-${id}`, title, url, kind, snippet, ...(section.heading && { detail: section.heading }) },
        ...more.map((other) => innerOf(other, id, kind)),
      ]),
  }))
  const all = { id: 'palette-all', title: `See all ${answer.total} results`, detail: 'Tab', url: pageOf(answer.query) }
  return withoutEmpty([...found, { label: 'Search', options: answer.total > 0 ? [all] : [] }])
}

/** The option to write what is not there. */
export const writeId = 'palette-write'

/** What to do when nothing was found: the nearest spelling, if there is one, or writing it. */
export function whenNothing({ query, suggestion }: Pick<SearchAnswer, 'query' | 'suggestion'>): Group[] {
  const respell: Option[] = suggestion
    ? [{ id: 'palette-respell', title: `Search for ‘${suggestion}’`, act: 'respell', words: suggestion }]
    : []
  const write = { id: writeId, title: 'Write it', url: writeAddress(query) }
  return [{ label: 'Instead', options: [...respell, write] }]
}

function innerOf({ id: anchor, heading, url, snippet }: SectionHit, documentId: string, kind: Kind): Option {
  return { id: `palette-${documentId}-${anchor}`, title: heading, url, kind, snippet, isInner: true }
}

/** What is offered while nothing is typed. */
export function emptyGroups(known: { resume: Place | undefined; recent: Place[]; lessons: Lesson[] }): Group[] {
  const asOption = (name: string) => (place: Place, index: number) => ({ id: `palette-${name}-${index}`, ...place })
  const lessons = known.lessons.map(({ number, title, url }) => ({
    id: `palette-lesson-${number}`,
    title: `${lessonNumber(number)} ${title}`,
    url,
    kind: 'lesson' as const,
  }))
  return withoutEmpty([
    { label: 'Continue', options: known.resume ? [known.resume].map(asOption('resume')) : [] },
    { label: 'Recent', options: known.recent.map(asOption('recent')) },
    { label: 'Lessons', options: lessons },
    { label: 'Actions', options: actions },
  ])
}

/** Actions whose name has a word that begins as what was typed. */
export function actionsFor(typed: string): Group[] {
  const begun = typed.trim().toLowerCase()
  const named = actions.filter(({ title }) =>
    title
      .toLowerCase()
      .split(' ')
      .some((word) => word.startsWith(begun)),
  )
  return begun.length < 2 ? [] : withoutEmpty([{ label: 'Actions', options: named }])
}

/** How many results there are, in words, as they are said aloud. */
export function countWords({ total, facets, query }: SearchAnswer): string {
  if (total === 0) return `Nothing for ‘${query}’`
  const postmortems = facets.kind.find(({ value }) => value === 'postmortem')?.count ?? 0
  const count = (number: number, word: string) => `${number} ${word}${number === 1 ? '' : 's'}`
  return `${count(total, 'result')}, ${count(postmortems, 'postmortem')}`
}

function withoutEmpty(all: Group[]): Group[] {
  return all.filter(({ options }) => options.length > 0)
}
