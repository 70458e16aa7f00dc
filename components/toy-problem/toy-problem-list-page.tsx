import type { LessonRow, ToyProblem, ToyProblemList } from '@/lib/library/schema'
import type { ToyProblemQuery } from '@/lib/library/schema'
import { Chips } from '@/components/lists/chips'
import { FacetLinks } from '@/components/lists/facet-links'
import { groupByLesson } from '@/components/lists/group-by-lesson'
import { ListFrame } from '@/components/lists/list-frame'
import { LessonHeading } from '@/components/lists/lesson-heading'
import { addressWith } from '@/components/lists/query-string'
import { EmptyState } from '@/components/ui/empty-state'
import { lessonNumber } from '@/components/ui/lesson-number'
import { Pagination } from '@/components/ui/pagination'
import { difficultyWord } from './difficulty'
import { ToyProblemRow } from './toy-problem-row'

type Props = { list: ToyProblemList; query: ToyProblemQuery; lessons: LessonRow[] }

/** The list of toy problems, by home lesson, with its filters in the address. */
export function ToyProblemListPage({ list, query, lessons }: Props) {
  const hrefOf = (change: Partial<ToyProblemQuery>) => addressWith('/toy-problems', { ...query, page: 1, ...change })
  const lessonLabel = (value: string) => `${lessonNumber(Number(value))} ${lessons[Number(value) - 1]?.title ?? ''}`
  const difficulty = (value: string) => difficultyWord[Number(value) as 1 | 2 | 3]
  const chips = [
    ...(query.lesson ? [{ label: lessonLabel(query.lesson), href: hrefOf({ lesson: undefined }) }] : []),
    ...(query.difficulty ? [{ label: difficulty(query.difficulty), href: hrefOf({ difficulty: undefined }) }] : []),
  ]
  return (
    <ListFrame
      kind="toy-problem"
      title="Toy problems"
      intro="Small exercises in plain Python, each with checks that say whether you have understood. Ten to twenty minutes."
      filters={
        <>
          <FacetLinks
            legend="Lesson"
            values={list.facets.lesson}
            chosen={query.lesson}
            label={lessonLabel}
            hrefOf={(lesson) => hrefOf({ lesson })}
          />
          <FacetLinks
            legend="Difficulty"
            values={list.facets.difficulty}
            chosen={query.difficulty}
            label={difficulty}
            hrefOf={(value) => hrefOf({ difficulty: value as ToyProblemQuery['difficulty'] })}
          />
        </>
      }
    >
      <Chips chips={chips} clearHref="/toy-problems" />
      <p className="text-meta text-ink-3" role="status">
        {list.total} {list.total === 1 ? 'problem' : 'problems'}
      </p>
      {list.total === 0 ? (
        <EmptyState title="No toy problem here" action={<a href="/toy-problems">Show all</a>}>
          <p>
            None passes these filters. A team adds its own with a folder below toy-problems; the authoring guide shows
            how.
          </p>
        </EmptyState>
      ) : (
        groupByLesson<ToyProblem>(list.items).map(({ number, items }) => (
          <section key={number} className="mt-6">
            <LessonHeading lesson={lessons[number - 1]} number={number} />
            <ul>
              {items.map((toy) => (
                <ToyProblemRow key={toy.id} toy={toy} />
              ))}
            </ul>
          </section>
        ))
      )}
      <Pagination page={list.page} pages={list.pages} hrefOf={(page) => hrefOf({ page })} />
    </ListFrame>
  )
}
