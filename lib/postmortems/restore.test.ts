import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { git } from '@/lib/git'
import { compareVersion, getDocument, listVersions, refreshFile } from '@/lib/library'
import { newPostmortem, openEmptyLibrary, people } from './fixtures'
import { publishPostmortem } from './publish'
import { getHistoryPlace, restoreVersion } from './restore'
import { getEditable, revisePostmortem } from './revise'

let contentDir = ''

beforeEach(async () => {
  ;({ contentDir } = await openEmptyLibrary())
})
afterEach(() => vi.unstubAllEnvs())

async function stored(id: string) {
  const document = await getDocument({ id })
  if (document?.kind !== 'postmortem') throw new Error('gone')
  return document
}

/** A postmortem in two versions, as its author made them. */
async function published() {
  const outcome = await publishPostmortem(people.ada, newPostmortem({}, '## Summary\n\nIt broke on Monday.'))
  if (!outcome.ok) throw new Error(outcome.problems[0]?.message)
  await change(outcome.id, 'It broke on Tuesday.')
  return stored(outcome.id)
}

async function change(id: string, text: string) {
  const editable = await getEditable(people.ada, id)
  const why = `Ask ada@example.org why: ${text}`
  const revised = await revisePostmortem(people.ada, { ...editable, body: `## Summary\n\n${text}`, why })
  expect(revised).toMatchObject({ ok: true })
}

/** What restoring the first version takes. */
async function firstOf(document: Awaited<ReturnType<typeof stored>>) {
  const commit = (await listVersions(document)).at(-1)?.commit ?? ''
  return { id: document.id, commit, version: document.version }
}

test('the history says who, when and why, and gives nobody’s address', async () => {
  const versions = await listVersions(await published())
  expect(versions).toMatchObject([
    { by: 'Ada', subject: 'Change postmortem: The score was too good', why: 'Ask … why: It broke on Tuesday.' },
    { by: 'Ada', subject: 'Add postmortem: The score was too good' },
  ])
  expect(JSON.stringify(versions)).not.toContain('@')
  expect(versions[0]?.at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
})

test('a version is compared with the one before, word by word', async () => {
  const document = await published()
  const [newest, first] = await listVersions(document)
  const compared = await compareVersion(document, newest?.commit ?? '')
  expect(compared?.body.flat().filter((run) => run.in !== 'both')).toEqual([
    { text: 'Monday', in: 'before' },
    { text: 'Tuesday', in: 'after' },
  ])
  expect(await compareVersion(document, first?.commit ?? '')).toMatchObject({
    isFirst: true,
    body: [[{ in: 'after' }]],
  })
  expect(await compareVersion(document, 'a'.repeat(40))).toBeUndefined()
})

test('a message that looks like the next commit stays one message', async () => {
  const { path: file } = await published()
  await writeFile(path.join(contentDir, file), '---\n---\n')
  const message = `One\n\n${'a'.repeat(40)}\nfake\n0\n:100644 100644 aaa bbb M\tx`
  await git(contentDir, ['add', '.'])
  const names = {
    GIT_AUTHOR_NAME: 'eve@example.org',
    GIT_AUTHOR_EMAIL: 'e@x',
    GIT_COMMITTER_NAME: 'E',
    GIT_COMMITTER_EMAIL: 'e@x',
  }
  await git(contentDir, ['commit', '--quiet', '-F', '-'], { input: message, env: names })
  const versions = await listVersions({ path: file })
  expect(versions).toHaveLength(3)
  expect(versions[0]).toMatchObject({ by: 'eve', subject: 'One' })
})

test('a file that was renamed keeps its history', async () => {
  const { path: file } = await published()
  await git(contentDir, ['mv', file, 'postmortems/renamed.mdx'])
  const names = { GIT_AUTHOR_NAME: 'E', GIT_AUTHOR_EMAIL: 'e@x', GIT_COMMITTER_NAME: 'E', GIT_COMMITTER_EMAIL: 'e@x' }
  await git(contentDir, ['commit', '--quiet', '-m', 'Rename'], { env: names })
  expect(await listVersions({ path: 'postmortems/renamed.mdx' })).toHaveLength(3)
  expect(await listVersions({ path: 'postmortems/nothing.mdx' })).toEqual([])
})

test('its author restores an earlier version, in a commit that says which', async () => {
  const document = await published()
  const input = await firstOf(document)
  const outcome = await restoreVersion(people.ada, input)
  expect(outcome).toMatchObject({ ok: true, id: document.id })
  expect((await getEditable(people.ada, document.id)).body).toContain('Monday')
  const [newest, ...rest] = await listVersions(document)
  expect(newest?.subject).toMatch(/^Restore the version of \d{4}-\d\d-\d\d \d\d:\d\d UTC: The score was too good$/)
  expect(rest).toHaveLength(2)
  expect(await restoreVersion(people.ada, input)).toEqual(outcome)
  expect(await listVersions(document)).toHaveLength(3)
})

test('what led to a page leads to it after restoring a version from before it moved', async () => {
  const document = await published()
  const editable = await getEditable(people.ada, document.id)
  const fields = { ...editable.fields, title: 'Moved since' }
  const moved = await revisePostmortem(people.ada, { ...editable, fields, why: 'Because', newAddress: true })
  expect(moved).toMatchObject({ ok: true, url: '/postmortems/moved-since' })
  const input = await firstOf(await stored(document.id))
  const outcome = await restoreVersion(people.ada, input)
  expect(outcome).toMatchObject({ ok: true, url: '/postmortems/moved-since' })
  expect((await getEditable(people.ada, document.id)).body).toContain('Monday')
  expect(await getDocument({ kind: 'postmortem', slug: document.slug })).toMatchObject({ id: document.id })
  expect(await restoreVersion(people.ada, input)).toEqual(outcome)
})

test('nobody else restores, and nothing but a version of the page', async () => {
  const document = await published()
  const input = await firstOf(document)
  await expect(restoreVersion(people.ben, input)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(restoreVersion(people.dora, input)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(restoreVersion(undefined, input)).rejects.toMatchObject({ code: 'unauthenticated' })
  const another = { ...input, commit: 'b'.repeat(40) }
  await expect(restoreVersion(people.cleo, another)).rejects.toMatchObject({ code: 'not-found' })
  const place = { kind: 'postmortem', slug: document.slug } as const
  expect(await getHistoryPlace(people.ben, place)).toMatchObject({ canRestore: false })
  expect(await getHistoryPlace(people.cleo, place)).toMatchObject({ canRestore: true })
})

test('what somebody else changed meanwhile is not restored over', async () => {
  const document = await published()
  const input = await firstOf(document)
  await change(document.id, 'It broke on Wednesday.')
  expect(await restoreVersion(people.ada, input)).toMatchObject({ ok: false, conflict: {} })
  expect((await getEditable(people.ada, document.id)).body).toContain('Wednesday')
})

test('of two who restore at once one is told', async () => {
  const document = await published()
  await change(document.id, 'It broke on Wednesday.')
  const current = await stored(document.id)
  const [, second, first] = await listVersions(current)
  const inputs = [first, second].map((made) => ({
    id: current.id,
    version: current.version,
    commit: made?.commit ?? '',
  }))
  const outcomes = await Promise.all(inputs.map((input) => restoreVersion(people.ada, input)))
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
})

test('a version that today’s rules refuse is not restored, and says why; the id stays', async () => {
  const document = await published()
  const whole = path.join(contentDir, document.path)
  const names = { GIT_AUTHOR_NAME: 'E', GIT_AUTHOR_EMAIL: 'e@x', GIT_COMMITTER_NAME: 'E', GIT_COMMITTER_EMAIL: 'e@x' }
  const commit = async (text: string) => {
    await writeFile(whole, text)
    await git(contentDir, ['commit', '--quiet', '--all', '-m', 'By hand'], { env: names })
    return (await git(contentDir, ['rev-parse', 'HEAD'])).trim()
  }
  const front = 'title: T\nsummary: S\nlessons: [3]\ncreated: 2026-11-01\nseverity: minor\nhappened: 2026-11-01'
  const broken = await commit(`---\nid: ${document.id}\n${front}\n---\n\n<script>x</script>\n`)
  const withdrawn = 'withdrawn:\n  on: 2026-11-02\n  why: By mistake\n'
  const other = await commit(`---\nid: another00001\n${front}\n${withdrawn}---\n\nOther.\n`)
  await commit(`---\nid: ${document.id}\n${front}\n---\n\nGood.\n`)
  await refreshFile(document.path)
  const { id, version } = await stored(document.id)
  expect(await restoreVersion(people.cleo, { id, version, commit: broken })).toMatchObject({
    ok: false,
    problems: [{ line: 1 }],
  })
  expect(await restoreVersion(people.cleo, { id, version, commit: other })).toMatchObject({ ok: true, id })
  expect((await getEditable(people.cleo, id)).body).toBe('Other.')
})
