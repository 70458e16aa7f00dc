import { beforeEach, expect, test, vi } from 'vitest'
import { createAccount, deleteOwnAccount } from '@/lib/accounts'
import { database } from '@/lib/db'
import { codeOf, onEveryDatabase } from '@/lib/db/fixtures'
import type { Viewer } from '@/lib/viewer'
import { listCode, listOwnCode, saveCode } from './code'
import { mostSavesPerMinute } from './limits'
import { codeLimits } from './code-version'

const kinds: Record<string, string> = { aaaaaaaa: 'toy-problem', bbbbbbbb: 'toy-problem', cccccccc: 'lesson' }
const toy = 'aaaaaaaa'

vi.mock('@/lib/library', async (original) => ({
  ...(await original<object>()),
  getDocument: ({ id }: { id: string }) => Promise.resolve(id in kinds ? { id, kind: kinds[id] } : undefined),
}))

const password = 'correct horse battery'
let made = 0

function makePerson(): Promise<Viewer> {
  made += 1
  return createAccount({ email: `p${made}@example.org`, name: `Person ${made}`, password, role: 'reader' })
}

onEveryDatabase(() => {
  let ada: Viewer
  let ben: Viewer
  const save = (viewer: Viewer | undefined, code: string, more: object = {}) =>
    saveCode(viewer, { documentId: toy, code, ...more })
  const codes = async (viewer: Viewer) => (await listCode(viewer, toy)).map(({ code }) => code)

  beforeEach(async () => {
    await database().deleteFrom('users').execute()
    await createAccount({ email: 'admin@example.org', name: 'Admin', password, role: 'admin' })
    ;[ada, ben] = [await makePerson(), await makePerson()]
  })

  test('what is saved is there newest first, for its writer and nobody else', async () => {
    expect(await save(ada, 'x = 1')).toMatchObject({ number: 1 })
    expect(await save(ada, 'x = 2', { checks: { passed: 3, of: 5 } })).toMatchObject({ number: 2 })
    expect(await listCode(ada, toy)).toEqual([
      { number: 2, code: 'x = 2', savedAt: expect.any(String) as string, checks: { passed: 3, of: 5 } },
      { number: 1, code: 'x = 1', savedAt: expect.any(String) as string },
    ])
    expect(await listCode(ben, toy)).toEqual([])
    expect(await listCode(ada, 'bbbbbbbb')).toEqual([])
  })

  test('the same save again adds nothing, however often and however close together', async () => {
    const first = await save(ada, 'x = 1')
    expect(await save(ada, 'x = 1')).toEqual(first)
    await Promise.all(Array.from({ length: 8 }, () => save(ada, 'x = 2')))
    expect(await codes(ada)).toEqual(['x = 2', 'x = 1'])
    await save(ada, 'x = 1')
    expect(await codes(ada)).toEqual(['x = 1', 'x = 2', 'x = 1'])
  })

  test('what the checks said last stays with the code, and a save without it takes nothing away', async () => {
    const { savedAt } = await save(ada, 'x = 1')
    await save(ada, 'x = 1', { checks: { passed: 0, of: 5 } })
    expect(await save(ada, 'x = 1', { checks: { passed: 5, of: 5 } })).toMatchObject({ checks: { passed: 5, of: 5 } })
    expect(await save(ada, 'x = 1')).toEqual({ number: 1, savedAt, checks: { passed: 5, of: 5 } })
    expect(await listCode(ada, toy)).toMatchObject([{ number: 1, checks: { passed: 5, of: 5 } }])
  })

  test('the last 20 versions of a problem are kept, and those of another one and of others stay', async () => {
    await saveCode(ada, { documentId: 'bbbbbbbb', code: 'other' })
    await save(ben, 'mine')
    for (let at = 1; at <= codeLimits.versions + 3; at++) await save(ada, `x = ${at}`)
    const versions = await listCode(ada, toy)
    expect(versions.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, at) => 23 - at))
    expect(versions.at(-1)?.code).toBe('x = 4')
    expect(await listCode(ada, 'bbbbbbbb')).toHaveLength(1)
    expect(await codes(ben)).toEqual(['mine'])
  })

  test('saves at once lose nothing, and never leave more than 20', async () => {
    const sent = Array.from({ length: 12 }, (_, at) => `x = ${at}`)
    await Promise.all(sent.map((code) => save(ada, code)))
    expect((await codes(ada)).sort()).toEqual([...sent].sort())
    // None of these may be the one that came last before: it would be no version of its own.
    await Promise.all(sent.map((code) => save(ada, `${code} # later`)))
    const versions = await listCode(ada, toy)
    expect(versions.map(({ number }) => number)).toEqual(Array.from({ length: 20 }, (_, at) => 24 - at))
  })

  test('signed out, and of a closed account, nothing is read and nothing written', async () => {
    const works = [save(undefined, 'x'), listCode(undefined, toy), listOwnCode(undefined)]
    for (const work of works) expect(await codeOf(work)).toBe('unauthenticated')
    await deleteOwnAccount(ada, password)
    expect(await codeOf(save(ada, 'x'))).toBe('unauthenticated')
  })

  test.each(['dddddddd', 'cccccccc', '', '../../etc', '__proto__', 'x'.repeat(5000)])(
    'there is no toy problem %j, neither to read nor to write',
    async (documentId) => {
      expect(await codeOf(listCode(ada, documentId))).toBe('not-found')
      expect(await codeOf(saveCode(ada, { documentId, code: 'x' }))).toBe('not-found')
      expect(await listOwnCode(ada)).toEqual([])
    },
  )

  test('64 KB of UTF-8 are kept as they are, and a byte more is refused', async () => {
    const most = 'é'.repeat(codeLimits.bytes / 2)
    await save(ada, most)
    expect(await codes(ada)).toEqual([most])
    expect(await codeOf(save(ada, `${most}a`))).toBe('too-large')
    expect(await codes(ada)).toEqual([most])
  })

  test('what no table can hold is left out, and sending it again adds nothing', async () => {
    await save(ada, 'x\0 = "\ud800"')
    await save(ada, 'x\0 = "\ud800"')
    expect(await codes(ada)).toEqual(['x = "\ufffd"'])
  })

  test('an empty text is a version as well: somebody deleted all of it', async () => {
    await save(ada, 'x = 1')
    await save(ada, '')
    expect(await codes(ada)).toEqual(['', 'x = 1'])
  })

  test('all of it is in the export, with what is gone from the library, and goes with the account', async () => {
    await save(ada, 'x = 1')
    await save(ben, 'y = 1')
    const gone = { user_id: ada.id, document_id: 'gonegone', number: 1, code: 'old', saved_at: '2026-01-01T00:00:00Z' }
    await database().insertInto('toy_code').values(gone).execute()
    expect(await listOwnCode(ada)).toMatchObject([
      { documentId: toy, code: 'x = 1' },
      { documentId: 'gonegone', code: 'old' },
    ])
    await deleteOwnAccount(ada, password)
    const rows = await database().selectFrom('toy_code').select('user_id').execute()
    expect(rows).toEqual([{ user_id: ben.id }])
  })

  test('more saves in a minute than anybody types are refused, and say when to come back', async () => {
    for (let at = 0; at < mostSavesPerMinute; at++) await saveCode(ben, { documentId: toy, code: 'x' })
    await expect(save(ben, 'y')).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfter: expect.any(Number) as number,
    })
    expect(await codes(ben)).toEqual(['x'])
    await save(ada, 'y')
  })
})
