import type { Metadata } from 'next'
import { ToyProblemListPage } from '@/components/toy-problem/toy-problem-list-page'
import { getOverview, listToyProblems } from '@/lib/library'
import { toyProblemQuerySchema } from '@/lib/library/schema'
import { withFeed } from '../../feed-links'
import { firstValues, type SearchParams } from '../search-params'
import { requireReader } from '../../session'

export const metadata: Metadata = {
  title: 'Toy problems',
  ...withFeed('/toy-problems', { kind: 'toy-problem' }, 'Toy problems'),
}

export default async function ToyProblemsRoute({ searchParams }: { searchParams: SearchParams }) {
  await requireReader()
  const query = toyProblemQuerySchema.parse(await firstValues(searchParams))
  const [list, { lessons }] = await Promise.all([listToyProblems(query), getOverview()])
  return <ToyProblemListPage list={list} query={query} lessons={lessons} />
}
