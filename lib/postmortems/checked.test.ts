import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { git } from '@/lib/git'
import { getDocument, listPostmortems } from '@/lib/library'
import { postmortemQuerySchema } from '@/lib/library/schema'
import { today } from '@/lib/today'
import { checkPostmortem, mayCheck } from './checked'
import { newPostmortem, openEmptyLibrary, people } from './fixtures'
import { publishPostmortem } from './publish'
import { checkedSchema } from './schema'

let contentDir = ''

beforeEach(async () => {
  ;({ contentDir } = await openEmptyLibrary())
})
afterEach(() => vi.unstubAllEnvs())

async function publish(change: Record<string, unknown> = {}) {
  const published = await publishPostmortem(people.ada, newPostmortem(change))
  if (!published.ok) throw new Error(published.problems[0]?.message)
  return published.id
}

async function checksOf(id: string) {
  const document = await getDocument({ id })
  return document?.kind === 'postmortem' ? document.checks : undefined
}

const subjects = async () => (await git(contentDir, ['log', '--format=%an: %s'])).trim().split('\n')

test('a reader says what they checked: on the page, in the file, and one commit in their name', async () => {
  const id = await publish()
  expect(await checkPostmortem(people.dora, { id, what: 'Ran the query again.' })).toMatchObject({ ok: true })
  expect(await checksOf(id)).toEqual([{ by: 'Dora', on: today(), what: 'Ran the query again.' }])
  expect((await subjects())[0]).toBe('Dora: Check postmortem: The score was too good')
})

test('its author does not check it, nor does somebody signed out', async () => {
  const id = await publish()
  const input = { id, what: 'All of it.' }
  await expect(checkPostmortem(people.ada, input)).rejects.toMatchObject({ code: 'forbidden' })
  const sameAddress = { ...people.dora, email: 'ADA@example.org' }
  await expect(checkPostmortem(sameAddress, input)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(checkPostmortem(undefined, input)).rejects.toMatchObject({ code: 'unauthenticated' })
  expect([await mayCheck(people.ada, id), await mayCheck(undefined, id), await mayCheck(people.dora, id)]).toEqual([
    false,
    false,
    true,
  ])
  const unknown = { ...input, id: 'nothere22222' }
  await expect(checkPostmortem(people.dora, unknown)).rejects.toMatchObject({ code: 'not-found' })
  expect(checkedSchema.safeParse({ id, what: '  ' }).success).toBe(false)
  expect(await checksOf(id)).toEqual([])
})

test('sent twice it is one check; another line is another; twenty will do', async () => {
  const id = await publish()
  for (const what of ['The query.', 'The query.', 'The plot.']) await checkPostmortem(people.dora, { id, what })
  expect(await subjects()).toHaveLength(3)
  expect((await checksOf(id))?.map(({ what }) => what)).toEqual(['The query.', 'The plot.'])
})

test('two who check at once both stand there', async () => {
  const id = await publish()
  await Promise.all([
    checkPostmortem(people.dora, { id, what: 'The query.' }),
    checkPostmortem(people.ben, { id, what: 'The plot.' }),
  ])
  expect((await checksOf(id))?.map(({ by }) => by).sort()).toEqual(['Ben', 'Dora'])
})

test('a name with signs of its own stays a line of text', async () => {
  const id = await publish()
  const odd = { ...people.dora, name: '"D<o>ra": [x]\n# \u202e' }
  expect(await checkPostmortem(odd, { id, what: '- "quoted": {a} # no comment' })).toMatchObject({ ok: true })
  expect(await checksOf(id)).toMatchObject([{ by: '"D o ra": [x] #', what: '- "quoted": {a} # no comment' }])
})

test('lists filter by unchecked, and by evaluation without a baseline', async () => {
  const id = await publish({ failureClass: ['evaluation'] })
  await publish({ title: 'Compared', failureClass: ['evaluation'], baseline: { what: 'The mean' } })
  await publish({ title: 'Neither' })
  await checkPostmortem(people.dora, { id, what: 'The query.' })
  const list = (query: Record<string, string>) => listPostmortems(postmortemQuerySchema.parse(query))
  expect((await list({})).facets).toMatchObject({
    checked: [
      { value: 'no', count: 2 },
      { value: 'yes', count: 1 },
    ],
    baseline: [{ value: 'none', count: 1 }],
  })
  expect((await list({ checked: 'no' })).items.map(({ title }) => title).sort()).toEqual(['Compared', 'Neither'])
  expect((await list({ baseline: 'none' })).items).toMatchObject([{ id }])
  expect((await list({ checked: 'no', baseline: 'none' })).total).toBe(0)
})
