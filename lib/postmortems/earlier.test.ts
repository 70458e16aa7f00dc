import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listEarlier } from './earlier'
import { newPostmortem, openEmptyLibrary, people } from './fixtures'
import { publishPostmortem } from './publish'

beforeEach(openEmptyLibrary)
afterEach(() => vi.unstubAllEnvs())

test('earlier postmortems come with their kind and their actions; unknown ids are left out', async () => {
  const actions = [{ what: 'Plot every column', kind: 'detect', state: 'done' }]
  const published = await publishPostmortem(people.ada, newPostmortem({ actions, failureClass: ['leakage'] }))
  if (!published.ok) throw new Error(published.problems[0]?.message)
  expect(await listEarlier(['nothere22222', published.id])).toMatchObject([
    { id: published.id, title: 'The score was too good', failureClass: ['leakage'], actions },
  ])
})
