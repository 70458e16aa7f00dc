import type { RootContent } from 'hast'
import { cardOf, type DocumentCard } from './card'
import { revisionOf } from './catalogue'
import { durationsOf, type Durations } from './durations'
import type { Lesson, LibraryDocument, Postmortem, ToyProblem } from './document'
import { getNeighbours, getOverview, type LessonRow } from './overview'
import { benchOf, referencesOf, referenceTo, toyFileHtml, type Reference, type ToyBench } from './references'
import { recurrencesOf, reproducedBy, shownBy, type ShownBy } from './relations'
import { openShelf } from './shelf'

/** What stands around every document: the lessons with the open one's contents, and the way on. */
export type Surroundings = {
  lessons: LessonRow[]
  /** Number of the home lesson. */
  home: number
  homeTitle: string
  homeUrl: string | undefined
  /** What is at home in that lesson, at most `sidebarItems` of each kind. */
  inside: DocumentCard[]
  previous: DocumentCard | undefined
  next: DocumentCard | undefined
  references: Record<string, Reference>
  /** Revision of the library that all this is from, or that was there just before. */
  revision: number
}

export type LessonView = Surroundings & {
  toyProblems: DocumentCard[]
  postmortems: DocumentCard[]
  totals: { toyProblems: number; postmortems: number }
}
export type ToyProblemView = Surroundings & {
  /** Its files as finished HTML, but for the one a reader begins with. */
  html: Record<'checks' | 'solution', string>
  bench: ToyBench
  reproduces: DocumentCard[]
}
export type PostmortemView = Surroundings & {
  earlier: DocumentCard[]
  later: DocumentCard[]
  toy: Reference | undefined
  /** Whether the text embeds that toy problem already. */
  isToyInText: boolean
  durations: Durations
}

const sidebarItems = 8
const evidenceItems = 6

/** Everything the page of a lesson shows beside its text. */
export async function getLessonView(lesson: Lesson): Promise<LessonView> {
  const around = await surroundings(lesson)
  const { toyProblems, postmortems } = shownBy((await openShelf()).catalogue, lesson.number)
  return {
    ...around,
    toyProblems: toyProblems.slice(0, evidenceItems).map(cardOf),
    postmortems: postmortems.slice(0, evidenceItems).map(cardOf),
    totals: { toyProblems: toyProblems.length, postmortems: postmortems.length },
  }
}

/** Everything the page of a toy problem shows beside its text. */
export async function getToyProblemView(toy: ToyProblem): Promise<ToyProblemView> {
  const around = await surroundings(toy)
  const { catalogue } = await openShelf()
  const [checks, solution] = await Promise.all([toyFileHtml(toy, 'checks'), toyFileHtml(toy, 'solution')])
  return {
    ...around,
    html: { checks, solution },
    bench: await benchOf(toy),
    reproduces: reproducedBy(catalogue, toy.id).slice(0, evidenceItems).map(cardOf),
  }
}

/** Everything the page of a postmortem shows beside its text. */
export async function getPostmortemView(postmortem: Postmortem): Promise<PostmortemView> {
  const around = await surroundings(postmortem)
  const { catalogue } = await openShelf()
  const earlier = postmortem.recursFrom.map((id) => catalogue.byId.get(id)).filter((document) => document !== undefined)
  const toy = postmortem.toy ? catalogue.byId.get(postmortem.toy) : undefined
  return {
    ...around,
    earlier: earlier.map(cardOf),
    later: recurrencesOf(catalogue, postmortem.id).slice(0, evidenceItems).map(cardOf),
    toy: toy && (await referenceTo(toy)),
    isToyInText: postmortem.body.tree.children.some((node) => embeds(node, toy?.id)),
    durations: durationsOf(postmortem),
  }
}

async function surroundings(document: LibraryDocument): Promise<Surroundings> {
  const { catalogue } = await openShelf()
  const revision = revisionOf(catalogue)
  const home = document.lessons[0] ?? 1
  const { lessons } = await getOverview()
  const { previous, next } = await getNeighbours(document)
  const lesson = lessons.find(({ number }) => number === home)
  return {
    lessons,
    home,
    homeTitle: lesson?.title ?? `Lesson ${home}`,
    homeUrl: lesson?.url,
    inside: insideOf(shownBy(catalogue, home), home, document),
    previous: previous && cardOf(previous),
    next: next && cardOf(next),
    references: await referencesOf(document.body.links),
    revision,
  }
}

function insideOf({ toyProblems, postmortems }: ShownBy, home: number, current: LibraryDocument): DocumentCard[] {
  const cards = [toyProblems, postmortems].flatMap((shown) => {
    const atHome = (shown as LibraryDocument[]).filter(({ lessons }) => lessons[0] === home)
    const first = atHome.slice(0, sidebarItems)
    return atHome.includes(current) && !first.includes(current) ? [...first, current] : first
  })
  return cards.map(cardOf)
}

function embeds(node: RootContent, toyId: string | undefined): boolean {
  if (node.type !== 'element') return false
  if (node.tagName !== 'Toy') return node.children.some((child) => embeds(child, toyId))
  return (JSON.parse(String(node.properties.props)) as { id?: string }).id === toyId
}
