import type { LessonRow } from '@/lib/library/schema'

/** A lesson that has been written, in a line. */
export type WrittenLesson = { id: string; number: number; title: string; url: string; minutes: number }

/** The lessons that have been written, in their order. */
export function writtenLessons(lessons: readonly LessonRow[]): WrittenLesson[] {
  return lessons.flatMap(({ id, number, title, url, minutes = 0 }) =>
    id && title && url ? [{ id, number, title, url, minutes }] : [],
  )
}
