import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { git } from '@/lib/git'
import { getDocument } from '@/lib/library'
import { newPostmortem, openEmptyLibrary, people } from './fixtures'
import { publishPostmortem } from './publish'
import { getEditable, revisePostmortem } from './revise'

let contentDir = ''

beforeEach(async () => {
  ;({ contentDir } = await openEmptyLibrary())
})
afterEach(() => vi.unstubAllEnvs())

async function publish() {
  const published = await publishPostmortem(people.ada, newPostmortem())
  if (!published.ok) throw new Error(published.problems[0]?.message)
  return published
}

/** What an editor sends after changing something. */
async function opened(id: string, fields: Record<string, unknown> = {}, body?: string) {
  const editable = await getEditable(people.cleo, id)
  const { version } = editable
  return { id, version, why: 'Because', fields: { ...editable.fields, ...fields }, body: body ?? editable.body }
}

const commits = async () => (await git(contentDir, ['log', '--format=%an: %s'])).trim().split('\n')

test('its author and admins change it, others do not', async () => {
  const { id } = await publish()
  const input = await opened(id, { severity: 'major' })
  await expect(revisePostmortem(people.ben, input)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(revisePostmortem(people.dora, input)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(revisePostmortem(undefined, input)).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(revisePostmortem(people.ada, input)).resolves.toMatchObject({ ok: true })
  expect(await getDocument({ id })).toMatchObject({ severity: 'major' })
  await expect(revisePostmortem(people.cleo, await opened(id, { title: 'Another title' }))).resolves.toMatchObject({
    ok: true,
  })
  expect(await commits()).toEqual([
    'Cleo: Change postmortem: Another title',
    'Ada: Change postmortem: The score was too good',
    'Ada: Add postmortem: The score was too good',
  ])
})

test('a name in the file makes nobody its author', async () => {
  const { id } = await publish()
  await revisePostmortem(people.ada, await opened(id, {}, 'More.'))
  const impostor = { ...people.ben, name: 'Ada' }
  await expect(revisePostmortem(impostor, await opened(id))).rejects.toMatchObject({ code: 'forbidden' })
})

test('what nobody changed keeps its bytes, and no commit is made', async () => {
  const { id, version } = await publish()
  const outcome = await revisePostmortem(people.ada, await opened(id))
  expect(outcome).toMatchObject({ ok: true, version })
  expect(await commits()).toHaveLength(1)
})

test('sent again after its answer was lost, it changes nothing more', async () => {
  const { id } = await publish()
  const input = await opened(id, {}, 'Changed.')
  const first = await revisePostmortem(people.ada, input)
  expect(await revisePostmortem(people.ada, input)).toEqual(first)
  expect(await commits()).toHaveLength(2)
})

test('of two who change the same version one gets both texts back', async () => {
  const { id } = await publish()
  const [mine, theirs] = [await opened(id, {}, 'Mine.'), await opened(id, {}, 'Theirs.')]
  const outcomes = await Promise.all([revisePostmortem(people.ada, mine), revisePostmortem(people.cleo, theirs)])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  const served = (await getEditable(people.ada, id)).body
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({
    conflict: { base: { version: mine.version, body: '## Summary\n\nIt broke.' }, theirs: { body: served } },
  })
})

test('a text that may not be published comes back with its places', async () => {
  const { id } = await publish()
  const outcome = await revisePostmortem(people.ada, await opened(id, {}, 'One.\n\n<script>x</script>'))
  expect(outcome).toMatchObject({ ok: false, problems: [{ line: 3 }] })
  expect(await commits()).toHaveLength(1)
})

test('comments and what stands around a change stay as they are', async () => {
  const { id } = await publish()
  const { path: file = '' } = (await getDocument({ id })) ?? {}
  const whole = path.join(contentDir, file)
  const source = (await readFile(whole, 'utf8')).replace('severity:', '# Said by the team.\nseverity:')
  await writeFile(whole, source)
  await revisePostmortem(people.ada, await opened(id, { summary: 'Another summary.' }))
  expect(await readFile(whole, 'utf8')).toContain('# Said by the team.\nseverity: minor')
})

test('there is nothing to change at an unknown id', async () => {
  const { id } = await publish()
  const input = { ...(await opened(id)), id: 'nothere22222' }
  await expect(revisePostmortem(people.cleo, input)).rejects.toMatchObject({ code: 'not-found' })
})
