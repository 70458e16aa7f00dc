import { derive } from './catalogue'
import type { LibraryDocument, Postmortem } from './document'
import { latestPostmortems } from './newest'
import { documentsOf, lessonByNumber, shownBy } from './relations'
import { lessonNumbers } from './schema'
import { openShelf } from './shelf'

/** A lesson as overviews list it. A number without a document keeps its row, with no title. */
export type LessonRow = {
  number: number
  id?: string
  version?: string
  title?: string
  url?: string
  claim?: string
  minutes?: number
  toyProblems: number
  postmortems: number
  /** Documents at home in this lesson, itself included: what its ruler counts. */
  atHome: number
}

/** What the home page shows: the twelve lessons, the latest postmortems, and how many documents there are. */
export type Overview = { lessons: LessonRow[]; latest: readonly Postmortem[]; documents: number }

const latestShown = 5

/** The library at a glance. */
export async function getOverview(): Promise<Overview> {
  const { catalogue } = await openShelf()
  return derive(catalogue, 'overview', () => ({
    lessons: lessonNumbers.map((number) => {
      const lesson = lessonByNumber(catalogue, number)
      const shown = shownBy(catalogue, number)
      const about = lesson && {
        id: lesson.id,
        version: lesson.version,
        title: lesson.title,
        url: lesson.url,
        claim: lesson.claim,
        minutes: lesson.body.minutes,
      }
      return {
        number,
        ...about,
        toyProblems: shown.toyProblems.length,
        postmortems: shown.postmortems.length,
        atHome: shown.atHome,
      }
    }),
    latest: latestPostmortems(catalogue, latestShown),
    documents: catalogue.byPath.size,
  }))
}

/** The documents before and after one in the order of its kind. */
export async function getNeighbours(
  document: LibraryDocument,
): Promise<{ previous: LibraryDocument | undefined; next: LibraryDocument | undefined }> {
  const { catalogue } = await openShelf()
  const all: readonly LibraryDocument[] = documentsOf(catalogue, document.kind)
  const index = all.indexOf(catalogue.byId.get(document.id) ?? document)
  return { previous: all[index - 1], next: index === -1 ? undefined : all[index + 1] }
}
