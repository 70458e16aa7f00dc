import { folderOf, kinds, lessonNumbers, type Kind } from '@/lib/library/schema'

/** What a feed follows: everything, one kind, or one lesson with its toy problems and postmortems. */
export type Subject = { kind?: Kind; lesson?: number }

/** The address of a feed on this site: `/feed.xml`, `/feed/postmortems.xml`, `/feed/lessons/7.xml`. */
export function feedAddress({ kind, lesson }: Subject = {}): string {
  if (lesson !== undefined) return `/feed/${folderOf.lesson}/${lesson}.xml`
  return kind ? `/feed/${folderOf[kind]}.xml` : '/feed.xml'
}

/** What the feed at an address follows; undefined where there is none. */
export function subjectAt(address: string): Subject | undefined {
  return subjects.find((subject) => feedAddress(subject) === address)
}

const subjects: Subject[] = [{}, ...kinds.map((kind) => ({ kind })), ...lessonNumbers.map((lesson) => ({ lesson }))]
