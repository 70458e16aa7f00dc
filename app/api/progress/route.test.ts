import { expect, test } from 'vitest'
import { createAccount, createToken, listTokens, revokeToken } from '@/lib/accounts'
import { database } from '@/lib/db'
import { onEveryDatabase } from '@/lib/db/fixtures'
import type { Progress } from '@/lib/progress/schema'
import { GET } from './route'

const at = '2026-01-01T00:00:00.000Z'

async function readerOf(documentId: string) {
  const given = { email: `${documentId}@example.org`, name: 'A Reader', password: 'correct horse battery' }
  const viewer = await createAccount({ ...given, role: 'writer' })
  const mark = { state: 'reading', source: 'auto', state_at: at, first_opened_at: at, last_seen_at: at }
  const rest = { other_marks: '{}', ticks: '{}', answers: '{}' }
  const row = { user_id: viewer.id, document_id: documentId, ...mark, ...rest }
  await database().insertInto('progress').values(row).execute()
  return viewer
}

const asked = (token: string, scheme = 'Bearer') =>
  new Request('http://localhost/api/progress', { headers: { authorization: `${scheme} ${token}` } })

onEveryDatabase(() => {
  test('a token gives the progress of its owner and nobody else’s, until it is revoked', async () => {
    const [viewer] = [await readerOf('aaaaaaaaaa'), await readerOf('bbbbbbbbbb')]
    for (const scope of ['read', 'publish'] as const) {
      const token = await createToken(viewer, { name: scope, scope })
      for (const scheme of ['Bearer', 'bearer']) {
        const response = await GET(asked(token, scheme))
        expect(response.status).toBe(200)
        const { progress } = (await response.json()) as { progress: Progress }
        expect(Object.keys(progress)).toEqual(['aaaaaaaaaa'])
      }
      for (const { id } of await listTokens(viewer)) await revokeToken(viewer, id)
      expect((await GET(asked(token))).status).toBe(401)
    }
  })
})
