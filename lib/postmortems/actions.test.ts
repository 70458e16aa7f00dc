import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { git } from '@/lib/git'
import { getDocument, getOverdue, listActions } from '@/lib/library'
import { actionQuerySchema } from '@/lib/library/schema'
import { changeAction, closePostmortem } from './actions'
import { newPostmortem, openEmptyLibrary, people } from './fixtures'
import { publishPostmortem } from './publish'
import { changedActionSchema } from './schema'

let contentDir = ''

beforeEach(async () => {
  ;({ contentDir } = await openEmptyLibrary())
})
afterEach(() => vi.unstubAllEnvs())

const actions = [
  { what: 'Drop the column', kind: 'mitigate', owner: 'Ada', due: '2026-11-05' },
  { what: 'Check columns for leaks', kind: 'detect', due: '2026-11-20' },
]

async function publish(change: Record<string, unknown> = {}) {
  const published = await publishPostmortem(people.ada, newPostmortem({ actions, ...change }))
  if (!published.ok) throw new Error(published.problems[0]?.message)
  return published.id
}

const input = (id: string, index: number, change: Record<string, unknown>) =>
  changedActionSchema.parse({ id, index, what: actions[index]?.what, change })

async function stored(id: string) {
  const document = await getDocument({ id })
  if (document?.kind !== 'postmortem') throw new Error('gone')
  return document
}

const subjects = async () => (await git(contentDir, ['log', '--format=%an: %s'])).trim().split('\n')

test('a writer settles an action of a colleague: one commit that says which', async () => {
  const id = await publish()
  expect(await changeAction(people.ben, input(id, 1, { state: 'done' }))).toMatchObject({ ok: true, id })
  expect((await stored(id)).actions).toMatchObject([{ state: 'open' }, { state: 'done', due: '2026-11-20' }])
  expect(await subjects()).toEqual([
    'Ben: Mark an action done: Check columns for leaks',
    'Ada: Add postmortem: The score was too good',
  ])
})

test('owner and day are given and taken away', async () => {
  const id = await publish()
  await changeAction(people.ben, input(id, 0, { owner: 'Ben', due: '' }))
  expect((await stored(id)).actions[0]).toEqual({
    what: 'Drop the column',
    kind: 'mitigate',
    owner: 'Ben',
    state: 'open',
  })
  expect((await subjects())[0]).toBe('Ben: Give an action to Ben, leave an action without a day: Drop the column')
})

test('readers and strangers change nothing', async () => {
  const id = await publish()
  const change = input(id, 0, { state: 'done' })
  await expect(changeAction(people.dora, change)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(changeAction(undefined, change)).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(closePostmortem(people.dora, id)).rejects.toMatchObject({ code: 'forbidden' })
  expect(await subjects()).toHaveLength(1)
})

test('what is not an action of that postmortem is refused in words', async () => {
  const id = await publish()
  const swapped = { ...input(id, 1, { state: 'done' }), index: 0 }
  await expect(changeAction(people.ben, swapped)).rejects.toMatchObject({ code: 'conflict' })
  const beyond = { ...swapped, index: 7 }
  await expect(changeAction(people.ben, beyond)).rejects.toMatchObject({ code: 'conflict' })
  const unknown = { ...swapped, id: 'nothere22222' }
  await expect(changeAction(people.ben, unknown)).rejects.toMatchObject({ code: 'not-found' })
  expect(changedActionSchema.safeParse({ ...swapped, change: { due: '2026-02-30' } }).success).toBe(false)
  expect(await subjects()).toHaveLength(1)
})

test('the same sent twice makes one commit', async () => {
  const id = await publish()
  const change = input(id, 0, { state: 'dropped', owner: 'Ada' })
  const first = await changeAction(people.ben, change)
  expect(await changeAction(people.ben, change)).toEqual(first)
  expect(await subjects()).toHaveLength(2)
})

test('two who change different actions at once both land', async () => {
  const id = await publish()
  const outcomes = await Promise.all([
    changeAction(people.ada, input(id, 0, { state: 'done' })),
    changeAction(people.ben, input(id, 1, { owner: 'Ben' })),
  ])
  expect(outcomes.map(({ ok }) => ok)).toEqual([true, true])
  expect((await stored(id)).actions).toMatchObject([{ state: 'done' }, { owner: 'Ben', state: 'open' }])
  expect(await subjects()).toHaveLength(3)
})

test('a postmortem closes when its actions are settled, and opens again with one of them', async () => {
  const id = await publish()
  await changeAction(people.ben, input(id, 0, { state: 'done' }))
  await expect(closePostmortem(people.ben, id)).rejects.toMatchObject({ code: 'conflict' })
  await changeAction(people.ben, input(id, 1, { state: 'dropped' }))
  await closePostmortem(people.ben, id)
  await closePostmortem(people.ben, id)
  expect((await stored(id)).status).toBe('closed')
  await changeAction(people.ben, input(id, 0, { state: 'open' }))
  expect(await stored(id)).toMatchObject({ status: 'published', actions: [{ state: 'open' }, { state: 'dropped' }] })
  expect(await subjects()).toHaveLength(5)
  const { path: file } = await stored(id)
  expect(await readFile(path.join(contentDir, file), 'utf8')).toContain('due: 2026-11-05\n')
})

test('open actions are listed by their day, the overdue counted; those of public cases are not', async () => {
  const id = await publish()
  await publish({ title: 'Another', actions: [{ what: 'Later', kind: 'process', due: '2027-01-01' }] })
  await publish({ title: 'Elsewhere', tags: ['public case'] })
  const list = (query: Record<string, string>) => listActions(actionQuerySchema.parse(query), '2026-11-10')
  expect((await list({})).items.map(({ what, isOverdue }) => [what, isOverdue])).toEqual([
    ['Drop the column', true],
    ['Check columns for leaks', false],
    ['Later', false],
  ])
  expect(await list({})).toMatchObject({
    total: 3,
    overdue: 1,
    facets: {
      owner: [
        { value: '-', count: 2 },
        { value: 'Ada', count: 1 },
      ],
    },
  })
  expect((await list({ owner: 'Ada' })).items).toMatchObject([{ postmortem: { id }, index: 0 }])
  expect((await list({ due: 'overdue' })).total).toBe(1)
  expect(await getOverdue('2026-11-10')).toMatchObject({ total: 1, items: [{ what: 'Drop the column' }] })
  await changeAction(people.ben, input(id, 0, { state: 'done' }))
  expect((await getOverdue('2026-11-10')).total).toBe(0)
})
