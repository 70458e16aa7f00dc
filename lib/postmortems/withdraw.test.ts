import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { git } from '@/lib/git'
import {
  getDocument,
  getWithdrawn,
  listCards,
  listChanges,
  listDocuments,
  readAsset,
  referencesOf,
  refreshFile,
} from '@/lib/library'
import { newPostmortem, openEmptyLibrary, people } from './fixtures'
import { publishPostmortem } from './publish'
import { getHistoryPlace, restoreVersion } from './restore'
import { getEditable, revisePostmortem } from './revise'
import { reinstatePostmortem, withdrawPostmortem } from './withdraw'

let contentDir = ''

beforeEach(async () => {
  ;({ contentDir } = await openEmptyLibrary())
})
afterEach(() => vi.unstubAllEnvs())

const why = 'It was about the wrong table.'

async function publish() {
  const published = await publishPostmortem(people.ada, newPostmortem())
  if (!published.ok) throw new Error(published.problems[0]?.message)
  return published.id
}

const subjects = async () => (await git(contentDir, ['log', '--format=%an: %s'])).trim().split('\n')

test('an admin withdraws it: gone from everywhere but its address, and back again', async () => {
  const id = await publish()
  const { revision } = await listChanges(-1)
  expect(await withdrawPostmortem(people.cleo, { id, why })).toMatchObject({ ok: true, id })
  expect(await getDocument({ id })).toBeUndefined()
  expect(await listDocuments('postmortem')).toEqual([])
  expect(await listCards([id])).toEqual([])
  expect((await listChanges(revision)).changes).toMatchObject([{ id, document: undefined }])
  expect(await getWithdrawn('the-score-was-too-good')).toMatchObject({ id, why })
  expect(JSON.stringify(await getWithdrawn(id))).not.toContain('It broke')
  await reinstatePostmortem(people.cleo, id)
  expect(await getDocument({ id })).toMatchObject({ title: 'The score was too good' })
  expect(await getWithdrawn(id)).toBeUndefined()
  expect(await subjects()).toEqual([
    'Cleo: Publish postmortem again: The score was too good',
    'Cleo: Withdraw postmortem: The score was too good',
    'Ada: Add postmortem: The score was too good',
  ])
})

test('nobody but an admin, and nothing that is not there', async () => {
  const id = await publish()
  await expect(withdrawPostmortem(people.ada, { id, why })).rejects.toMatchObject({ code: 'forbidden' })
  await expect(withdrawPostmortem(undefined, { id, why })).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(reinstatePostmortem(people.ada, id)).rejects.toMatchObject({ code: 'forbidden' })
  const unknown = { id: 'nothere22222', why }
  await expect(withdrawPostmortem(people.cleo, unknown)).rejects.toMatchObject({ code: 'not-found' })
  await expect(reinstatePostmortem(people.cleo, unknown.id)).rejects.toMatchObject({ code: 'not-found' })
  expect(await subjects()).toHaveLength(1)
})

test('sent twice, or by two at once, it is withdrawn once', async () => {
  const id = await publish()
  await Promise.all([
    withdrawPostmortem(people.cleo, { id, why }),
    withdrawPostmortem(people.cleo, { id, why: 'Another reason.' }),
  ])
  await withdrawPostmortem(people.cleo, { id, why })
  expect(await subjects()).toHaveLength(2)
  await reinstatePostmortem(people.cleo, id)
  await reinstatePostmortem(people.cleo, id)
  expect(await subjects()).toHaveLength(3)
})

test('while it is withdrawn nobody changes, restores or reads the history of it, but admins', async () => {
  const id = await publish()
  const editable = await getEditable(people.ada, id)
  await withdrawPostmortem(people.cleo, { id, why })
  await expect(getEditable(people.ada, id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(revisePostmortem(people.ada, { ...editable, why })).rejects.toMatchObject({ code: 'not-found' })
  const input = { id, version: editable.version, commit: 'a'.repeat(40) }
  await expect(restoreVersion(people.ada, input)).rejects.toMatchObject({ code: 'not-found' })
  const place = { kind: 'postmortem', slug: 'the-score-was-too-good' } as const
  expect(await getHistoryPlace(people.ada, place)).toBeUndefined()
  expect(await getHistoryPlace(undefined, place)).toBeUndefined()
  expect(await getHistoryPlace(people.cleo, place)).toMatchObject({ id, canRestore: false })
})

test('publishing that is retried after it was withdrawn leads to its address and makes no second file', async () => {
  const input = newPostmortem()
  const first = await publishPostmortem(people.ada, input)
  if (!first.ok) throw new Error('refused')
  await withdrawPostmortem(people.cleo, { id: first.id, why })
  expect(await publishPostmortem(people.ada, input)).toMatchObject({ ok: true, id: first.id, url: first.url })
  expect(await subjects()).toHaveLength(2)
})

test('a file that somebody breaks while it is withdrawn does not come back', async () => {
  const id = await publish()
  const { path: file = '' } = (await getDocument({ id })) ?? {}
  await withdrawPostmortem(people.cleo, { id, why })
  const whole = path.join(contentDir, file)
  await writeFile(whole, `${await readFile(whole, 'utf8')}\n{broken`)
  await refreshFile(file)
  expect(await getDocument({ id })).toBeUndefined()
  expect(await getWithdrawn(id)).toMatchObject({ id })
})

test('what links to it still leads to its address, and its images are gone', async () => {
  const folder = path.join(contentDir, 'postmortems', 'with-image')
  await mkdir(folder, { recursive: true })
  const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(8)])
  await writeFile(path.join(folder, 'plot.png'), png)
  const front =
    'id: withimage001\ntitle: T\nsummary: S\nlessons: [3]\ncreated: 2026-11-01\nseverity: minor\nhappened: 2026-11-01'
  await writeFile(path.join(folder, 'index.mdx'), `---\n${front}\n---\n\nText.\n`)
  await refreshFile('postmortems/with-image/index.mdx')
  expect(await readAsset(['postmortems', 'with-image', 'plot.png'])).toMatchObject({ type: 'image/png' })
  await withdrawPostmortem(people.cleo, { id: 'withimage001', why })
  expect(await readAsset(['postmortems', 'with-image', 'plot.png'])).toBeUndefined()
  const link = { kind: 'document', id: 'withimage001', line: 1, column: 1 } as const
  expect((await referencesOf([link])).withimage001).toMatchObject({
    title: 'T',
    url: '/postmortems/with-image',
    summary: '',
    isWithdrawn: true,
  })
})
