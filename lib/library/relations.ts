import { countWhile } from '@/lib/sorted'
import { derive, findWithdrawn, slugKey, type Catalogue } from './catalogue'
import type { DocumentOf, Lesson, LibraryDocument, Postmortem, ToyProblem } from './document'
import { inOrder, isKind } from './ordered'
import { kindOf, type Kind } from './schema'

/** A link of a document that leads nowhere. */
export type BrokenLink = { document: LibraryDocument; target: string; line: number; column: number }

/** Documents of a kind in their own order: lessons by number, toy problems by lesson and title, postmortems newest first. */
export function documentsOf<K extends Kind>(catalogue: Catalogue, kind: K): readonly DocumentOf<K>[] {
  return inOrder(catalogue, `documents of ${kind}`, { has: isKind(kind), compare })
}

/** The lesson with a number. */
export function lessonByNumber(catalogue: Catalogue, number: number): Lesson | undefined {
  return documentsOf(catalogue, 'lesson').find((lesson) => lesson.number === number)
}

/** What shows a lesson; documents at home there come first. */
export type ShownBy = { toyProblems: readonly ToyProblem[]; postmortems: readonly Postmortem[]; atHome: number }

/** Toy problems and postmortems that show a lesson, and how many documents, itself included, are at home there. */
export function shownBy(catalogue: Catalogue, number: number): ShownBy {
  return derive(catalogue, `shown by ${number}`, () => {
    const toyProblems = ofLesson(catalogue, 'toy-problem', number)
    const postmortems = ofLesson(catalogue, 'postmortem', number)
    const atHome = (list: readonly LibraryDocument[]) => countWhile(list, (one) => isHome(one, number))
    const lesson = lessonByNumber(catalogue, number) ? 1 : 0
    return { toyProblems, postmortems, atHome: lesson + atHome(toyProblems) + atHome(postmortems) }
  })
}

/** Documents of a kind that show a lesson, those at home there first. */
function ofLesson<K extends Kind>(catalogue: Catalogue, kind: K, number: number): readonly DocumentOf<K>[] {
  const isOfKind = isKind(kind)
  return inOrder(catalogue, `${kind} of lesson ${number}`, {
    has: (document): document is DocumentOf<K> => isOfKind(document) && document.lessons.includes(number),
    compare: (a, b) => Number(isHome(b, number)) - Number(isHome(a, number)) || compare(a, b),
  })
}

function isHome({ lessons }: LibraryDocument, number: number): boolean {
  return lessons[0] === number
}

/** Later postmortems that name this one as an earlier case of the same failure. */
export function recurrencesOf(catalogue: Catalogue, id: string): Postmortem[] {
  return having(catalogue, 'recurrences', ({ recursFrom }) => recursFrom.length > 0).filter(({ recursFrom }) =>
    recursFrom.includes(id),
  )
}

/** Postmortems that a toy problem reproduces. */
export function reproducedBy(catalogue: Catalogue, toyId: string): Postmortem[] {
  return having(catalogue, 'reproductions', ({ toy }) => toy !== undefined).filter(({ toy }) => toy === toyId)
}

/** Those postmortems that have something, newest first: where few do, the others are not looked through for each reader. */
export function having(
  catalogue: Catalogue,
  name: string,
  hasIt: (postmortem: Postmortem) => boolean,
): readonly Postmortem[] {
  const isPostmortem = isKind('postmortem')
  const has = (document: LibraryDocument): document is Postmortem => isPostmortem(document) && hasIt(document)
  return inOrder(catalogue, name, { has, compare })
}

/**
 * Every link between documents that leads nowhere: ids in components and fields, and addresses of this site. One to a
 * withdrawn postmortem leads to what its address says.
 */
export function brokenLinks(catalogue: Catalogue): BrokenLink[] {
  const isHere = (id: string) => catalogue.byId.has(id) || findWithdrawn(catalogue, id)?.id === id
  return [...catalogue.byPath.values()].flatMap((document) => {
    const broken = document.body.links
      .filter((link) => link.kind !== 'image')
      .filter((link) => (link.kind === 'document' ? !isHere(link.id) : leadsNowhere(catalogue, link.address)))
      .map((link) => ({
        document,
        target: link.kind === 'document' ? link.id : link.address,
        line: link.line,
        column: link.column,
      }))
    const ids = document.kind === 'postmortem' ? [...document.recursFrom, ...(document.toy ? [document.toy] : [])] : []
    const missing = ids.filter((id) => !isHere(id)).map((id) => ({ document, target: id, line: 1, column: 1 }))
    return [...broken, ...missing]
  })
}

/** Documents whose day of review has passed. */
export function pastReview(catalogue: Catalogue, today: string): LibraryDocument[] {
  return [...catalogue.byPath.values()].filter(({ reviewOn }) => reviewOn !== undefined && reviewOn < today)
}

const documentAddress = /^\/([^/]+)\/([^/?#]+)/

function leadsNowhere(catalogue: Catalogue, address: string): boolean {
  const [, folder = '', slug = ''] = documentAddress.exec(address) ?? []
  const kind = kindOf(folder)
  if (!kind) return false
  const key = slugKey(kind, slug)
  if (catalogue.bySlug.has(key) || catalogue.byAlias.has(key)) return false
  return kind !== 'postmortem' || !findWithdrawn(catalogue, slug)
}

function compare(a: LibraryDocument, b: LibraryDocument): number {
  if (a.kind === 'lesson' && b.kind === 'lesson') return a.number - b.number
  if (a.kind === 'postmortem' && b.kind === 'postmortem') {
    return descending(a.happened, b.happened) || descending(a.created, b.created)
  }
  return (a.lessons[0] ?? 0) - (b.lessons[0] ?? 0) || ascending(a.title, b.title) || ascending(a.id, b.id)
}

function ascending(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The later first, of days and names in digits and plain letters: no language’s order, which takes many times as long. */
export function descending(a: string, b: string): number {
  return ascending(b, a)
}
