import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { git } from '@/lib/git'
import { getDocument } from '@/lib/library'
import { newPostmortem, openEmptyLibrary, people } from './fixtures'
import { sentLimits } from './schema'
import { publishPostmortem } from './publish'
import { requirePublished, revisePostmortem } from './revise'

let contentDir = ''

beforeEach(async () => {
  ;({ contentDir } = await openEmptyLibrary())
})
afterEach(() => vi.unstubAllEnvs())

const commits = async () => (await git(contentDir, ['log', '--format=%an: %s'])).trim().split('\n')

test('a writer publishes, others do not', async () => {
  await expect(publishPostmortem(undefined, newPostmortem())).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(publishPostmortem(people.dora, newPostmortem())).rejects.toMatchObject({ code: 'forbidden' })
  const published = await publishPostmortem(people.ada, newPostmortem())
  expect(published).toMatchObject({ ok: true, isNew: true, url: '/postmortems/the-score-was-too-good' })
  expect(await commits()).toEqual(['Ada: Add postmortem: The score was too good'])
})

test('the same key and text lead to one document: after each other, at once, and after a change of the page', async () => {
  const input = newPostmortem({ actions: [{ what: 'Check the columns', kind: 'detect' }] })
  const all = await Promise.all(Array.from({ length: 5 }, () => publishPostmortem(people.ada, input)))
  expect(all.map((one) => one.ok && one.isNew)).toEqual([true, false, false, false, false])
  expect(new Set(all.map((one) => one.ok && one.version)).size).toBe(1)
  const { id, version, fields, body } = await requirePublished(all[0]?.ok ? all[0].id : '')
  const change = { id, version, why: 'Because', fields: { ...fields, title: 'Another title' }, body }
  const revised = await revisePostmortem(people.ada, change)
  expect(await publishPostmortem(people.ada, input)).toEqual({ ...revised, isNew: false })
  expect(await commits()).toHaveLength(2)
})

test('the same key with another text is refused, also at the same moment, and the page stays', async () => {
  const input = newPostmortem()
  const other = { ...input, body: 'Another text.' }
  const outcomes = await Promise.allSettled([
    publishPostmortem(people.ada, input),
    publishPostmortem(people.ada, other),
  ])
  expect(outcomes).toMatchObject([
    { status: 'fulfilled' },
    {
      reason: { code: 'conflict', message: expect.stringContaining('/postmortems/the-score-was-too-good') as string },
    },
  ])
  expect(await commits()).toHaveLength(1)
})

test('a key whose first text was refused is as good as new', async () => {
  const input = newPostmortem()
  const refused = await publishPostmortem(people.ada, { ...input, body: 'One.\n\n<script>x</script>' })
  expect(refused).toMatchObject({ ok: false, problems: [{ line: 3 }] })
  expect(await publishPostmortem(people.ada, input)).toMatchObject({ ok: true, isNew: true })
})

test('a refused title is named as a field, and not as a line of the body', async () => {
  const input = newPostmortem()
  const fields = { ...input.fields, title: 'Turned \u202e around' }
  const refused = await publishPostmortem(people.ada, { ...input, fields })
  expect(refused).toMatchObject({ ok: false, problems: [{ field: 'title' }] })
})

test('a person has so many in a minute, and others have theirs', async () => {
  const input = newPostmortem()
  for (let sent = 0; sent < sentLimits.perMinute; sent++) await publishPostmortem(people.ada, input)
  await expect(publishPostmortem(people.ada, input)).rejects.toMatchObject({ code: 'rate-limited' })
  expect(await publishPostmortem(people.ben, newPostmortem())).toMatchObject({ ok: true, isNew: true })
  expect(await getDocument({ kind: 'postmortem', slug: 'the-score-was-too-good-2' })).toBeDefined()
})
