import type { LessonRow, PostmortemList, Severity } from '@/lib/library/schema'
import { lessonNumber } from '@/components/ui/lesson-number'
import { severityWords } from './severity-words'

/** A filter of the list of postmortems: its parameter, its words, and the words of its values. */
export type Facet = { name: keyof PostmortemList['facets']; legend: string; label: (value: string) => string }

/** The filters of the list of postmortems, in the order in which they stand. */
export function facetsOf(lessons: LessonRow[]): Facet[] {
  const same = (value: string) => value
  return [
    {
      name: 'lesson',
      legend: 'Lesson',
      label: (value) => `${lessonNumber(Number(value))} ${lessons[Number(value) - 1]?.title ?? ''}`,
    },
    { name: 'class', legend: 'Kind of failure', label: same },
    { name: 'severity', legend: 'Severity', label: (value) => severityWords[value as Severity] },
    { name: 'year', legend: 'Year', label: same },
    { name: 'state', legend: 'State', label: same },
    {
      name: 'checked',
      legend: 'Checked',
      label: (value) => (value === 'yes' ? 'Checked by somebody' : 'Not checked yet'),
    },
    { name: 'toy', legend: 'Toy problem', label: (value) => (value === 'yes' ? 'With a toy problem' : 'Without one') },
    { name: 'baseline', legend: 'Evaluation', label: () => 'Without a baseline' },
  ]
}
