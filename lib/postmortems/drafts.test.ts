import { beforeEach, expect, test, vi } from 'vitest'
import { database } from '@/lib/db'
import { codeOf, onEveryDatabase } from '@/lib/db/fixtures'
import type { Viewer } from '@/lib/viewer'
import type { DraftText } from './draft'
import { deleteDraft, getDraft, listDrafts, saveDraft, shareDraft, unshareDraft } from './drafts'
import { people } from './fixtures'
import { getSharedDraft } from './shared-draft'
import { idFromKey } from './to-source'

const published = new Set<string>()
const pages = [
  { id: 'postmortem01', kind: 'postmortem', title: 'A page' },
  { id: 'lesson000001', kind: 'lesson', title: 'A lesson', path: 'lessons/a-lesson.mdx' },
]

vi.mock('@/lib/library', async (original) => ({
  ...(await original<object>()),
  getDocument: ({ id }: { id: string }) =>
    Promise.resolve(published.has(id) ? { id, title: 'Out' } : pages.find((page) => page.id === id)),
  referencesOf: () => Promise.resolve({}),
}))

const { ada, ben, dora } = people
const key = 'draft-of-somebody-1'
const textOf = (body: string, fields: Record<string, unknown> = {}): DraftText => ({
  fields: { title: 'T', summary: '', lessons: [], severity: 'minor', happened: '', failureClass: [], ...fields },
  body,
})
const save = (viewer: Viewer | undefined, body: string, version: number | null, more: object = {}) =>
  saveDraft(viewer, { key, text: textOf(body), version, ...more })

onEveryDatabase(() => {
  beforeEach(async () => {
    published.clear()
    await database().deleteFrom('users').execute()
    for (const { id, name, email, role } of [ada, ben, dora]) {
      const row = { id, name, email, role, password_hash: null, is_disabled: 0, created_at: '2026-01-01T00:00:00.000Z' }
      await database().insertInto('users').values(row).execute()
    }
  })

  test('what is saved is there, for its writer and nobody else', async () => {
    expect(await save(ada, 'One', null)).toMatchObject({ ok: true, version: 1 })
    expect(await save(ada, 'Two', 1)).toMatchObject({ ok: true, version: 2 })
    expect(await getDraft(ada, key)).toMatchObject({ key, text: textOf('Two'), version: 2, isShared: false })
    expect(await listDrafts(ada)).toHaveLength(1)
    expect(await getDraft(ben, key)).toBeUndefined()
    expect(await listDrafts(ben)).toEqual([])
  })

  test('signed out nothing is read and nothing written', async () => {
    await save(ada, 'One', null)
    const asked = [save(undefined, 'Two', 1), listDrafts(undefined), getDraft(undefined, key)]
    const done = [deleteDraft(undefined, key), shareDraft(undefined, key), unshareDraft(undefined, key)]
    for (const work of [...asked, ...done]) expect(await codeOf(work)).toBe('unauthenticated')
    expect(await getDraft(ada, key)).toMatchObject({ text: textOf('One') })
  })

  test('another person’s key is refused, whatever is done with it, and their draft stays', async () => {
    await save(ada, 'One', null)
    for (const version of [null, 1]) expect(await codeOf(save(ben, 'Two', version))).toBe('not-found')
    expect(await codeOf(shareDraft(ben, key))).toBe('not-found')
    expect(await codeOf(unshareDraft(ben, key))).toBe('not-found')
    await deleteDraft(ben, key)
    expect(await getDraft(ada, key)).toMatchObject({ text: textOf('One'), version: 1 })
  })

  test('a text that somebody saved since is never overwritten: it comes back', async () => {
    await save(ada, 'One', null)
    await save(ada, 'From the other tab', 1)
    for (const seen of [1, null, 7]) {
      expect(await save(ada, 'Mine', seen)).toMatchObject({
        ok: false,
        theirs: { text: textOf('From the other tab'), version: 2 },
      })
    }
  })

  test('the same text again, after its answer was lost, changes nothing and succeeds', async () => {
    await save(ada, 'One', null)
    expect(await save(ada, 'One', null)).toMatchObject({ ok: true, version: 1 })
    const first = await save(ada, 'Two', 1)
    expect(await save(ada, 'Two', 1)).toEqual(first)
  })

  test('of many that save at once from the same version, one wins, and the others get its text', async () => {
    await save(ada, 'One', null)
    const outcomes = await Promise.all(Array.from({ length: 8 }, (_, index) => save(ada, `Tab ${index}`, 1)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
    const kept = await getDraft(ada, key)
    expect(kept?.version).toBe(2)
    for (const outcome of outcomes) {
      if (!outcome.ok) expect(outcome.theirs.text.body).toBe(kept?.text.body)
    }
  })

  test('two people who begin with one key at once do not share it', async () => {
    const outcomes = await Promise.allSettled([save(ada, 'Ada’s', null), save(ben, 'Ben’s', null)])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const drafts = [...(await listDrafts(ada)), ...(await listDrafts(ben))]
    expect(drafts).toHaveLength(1)
  })

  test('a draft that was deleted elsewhere is there again once somebody types on', async () => {
    await save(ada, 'One', null)
    await deleteDraft(ada, key)
    await deleteDraft(ada, key)
    expect(await getDraft(ada, key)).toBeUndefined()
    expect(await save(ada, 'One, and more', 1)).toMatchObject({ ok: true, version: 2 })
  })

  test('too much is refused with words, and what was there stays', async () => {
    await save(ada, 'One', null)
    expect(await codeOf(save(ada, 'x'.repeat(256 * 1024 + 1), 1))).toBe('too-large')
    const fields = { impact: 'x'.repeat(64 * 1024) }
    expect(await codeOf(save(ada, 'Two', 1, { text: textOf('Two', fields) }))).toBe('too-large')
    const nested: unknown = JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`)
    expect(await codeOf(save(ada, 'Two', 1, { text: textOf('Two', { nested }) }))).toMatch(/invalid|too-large/)
    expect(await save(ada, 'x'.repeat(256 * 1024), 1)).toMatchObject({ ok: true })
  })

  test('nobody keeps more than fifty drafts, at once either', async () => {
    const keys = Array.from({ length: 55 }, (_, index) => `draft-number-${String(index).padStart(4, '0')}`)
    const outcomes = await Promise.allSettled(
      keys.map((one) => saveDraft(ada, { key: one, text: textOf('x'), version: null })),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(50)
    expect(await listDrafts(ada)).toHaveLength(50)
    expect(await codeOf(save(ada, 'One more', null))).toBe('conflict')
    expect(await save(ben, 'Ben’s', null)).toMatchObject({ ok: true })
  })

  test('signs that no table holds are left out, and the same text is still the same', async () => {
    expect(await save(ada, 'A\0B\ud800', null)).toMatchObject({ ok: true, version: 1 })
    expect(await save(ada, 'A\0B\ud800', null)).toMatchObject({ ok: true, version: 1 })
    expect((await getDraft(ada, key))?.text.body).toBe('AB\ufffd')
  })

  test('the change of a published page says which page and from which version', async () => {
    const changes = { documentId: '62pa78yr3s', version: 'ab'.repeat(32) }
    await save(ada, 'One', null, { changes })
    expect((await getDraft(ada, key))?.changes).toEqual(changes)
    const later = { ...changes, version: 'cd'.repeat(32) }
    await save(ada, 'Two', 1, { changes: later })
    await save(ada, 'Three', 2)
    expect((await getDraft(ada, key))?.changes).toEqual(later)
  })

  test('what is published is no draft any more, also when it is just being saved', async () => {
    published.add(idFromKey(key))
    expect(await codeOf(save(ada, 'Late', null))).toBe('conflict')
    published.clear()
    await save(ada, 'One', null)
    const saving = save(ada, 'Two', 1)
    published.add(idFromKey(key))
    expect(await codeOf(saving)).toBe('conflict')
    expect(await listDrafts(ada)).toEqual([])
  })

  test('an account that goes takes its drafts along', async () => {
    await save(ada, 'One', null)
    await shareDraft(ada, key)
    await database().deleteFrom('users').where('id', '=', ada.id).execute()
    expect(await database().selectFrom('drafts').selectAll().execute()).toEqual([])
    expect(await database().selectFrom('draft_shares').selectAll().execute()).toEqual([])
    expect(await codeOf(save(ada, 'Two', 1))).toBe('unauthenticated')
  })

  test('whoever has the link and an account reads the text saved last; nobody else does', async () => {
    await save(ada, '## Summary\n\nIt broke.', null)
    const token = await shareDraft(ada, key)
    expect(await getSharedDraft(dora, token)).toMatchObject({ author: 'Ada', facts: undefined, page: { ok: true } })
    await save(ada, '## Summary\n\nIt broke.\n\n## Impact\n\n', 1)
    const shown = await getSharedDraft(dora, token)
    expect(shown?.page.ok && shown.page.body.headings.map(({ text }) => text)).toEqual(['Summary'])
    const whole = { summary: 'S', lessons: ['7'], happened: '2026-11-02', failureClass: ['leakage'] }
    await save(ada, '', 2, { text: textOf('It broke <b>again</b>.', whole) })
    expect(await getSharedDraft(dora, token)).toMatchObject({ page: { ok: false, problems: [{ line: 1 }] } })
    await save(ada, '', 3, { text: textOf('It broke again.', whole) })
    const facts = { fields: { title: 'T', lessons: [7], authors: ['Ada'] } }
    expect(await getSharedDraft(dora, token)).toMatchObject({ facts, page: { ok: true } })
    expect(await codeOf(getSharedDraft(undefined, token))).toBe('unauthenticated')
    expect(await getSharedDraft(dora, 'guessed')).toBeUndefined()
  })

  test('a shared change of a page says of which, and is read as that page would be', async () => {
    const whole = { summary: 'S', lessons: ['7'], happened: '2026-11-02', failureClass: ['leakage'] }
    const ofPostmortem = { documentId: 'postmortem01', version: 'ab' }
    const text = textOf('It broke.', { ...whole, why: 'It was worse', newAddress: true })
    await save(ada, '', null, { text, changes: ofPostmortem })
    expect(await getSharedDraft(dora, await shareDraft(ada, key))).toMatchObject({
      changes: { kind: 'postmortem', title: 'A page' },
      facts: { fields: { title: 'T' } },
      page: { ok: true },
    })
    const lesson = textOf('---\nid: lesson000001\ntitle: No more than this\n---\n\nSaid <b>so</b>.\n')
    const ofLesson = { documentId: 'lesson000001', version: 'ab' }
    await saveDraft(ada, { key: 'draft-of-a-lesson-1', text: lesson, version: null, changes: ofLesson })
    const shown = await getSharedDraft(dora, await shareDraft(ada, 'draft-of-a-lesson-1'))
    expect(shown).toMatchObject({ changes: { kind: 'lesson', title: 'A lesson' }, facts: undefined })
    expect(shown?.page.ok === false && shown.page.problems.map(({ line }) => line)).toContain(6)
  })

  test('the token is kept as a hash; a new link, taking it back and deleting each end the one before', async () => {
    await save(ada, 'One', null)
    const first = await shareDraft(ada, key)
    const rows = await database().selectFrom('draft_shares').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(first)
    expect((await getDraft(ada, key))?.isShared).toBe(true)
    const second = await shareDraft(ada, key)
    expect(await getSharedDraft(dora, first)).toBeUndefined()
    await unshareDraft(ada, key)
    await unshareDraft(ada, key)
    expect(await getSharedDraft(dora, second)).toBeUndefined()
    const third = await shareDraft(ada, key)
    await deleteDraft(ada, key)
    expect(await getSharedDraft(dora, third)).toBeUndefined()
  })

  test('of links made at once one is good', async () => {
    await save(ada, 'One', null)
    const tokens = await Promise.all([shareDraft(ada, key), shareDraft(ada, key), shareDraft(ada, key)])
    const found: unknown[] = []
    for (const token of tokens) found.push(await getSharedDraft(dora, token))
    expect(found.filter(Boolean)).toHaveLength(1)
  })
})
