import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { encode } from 'next-auth/jwt'
import { addAccount } from '../lib/accounts/new-account'
import { hashPassword } from '../lib/accounts/passwords'
import { beginSession } from '../lib/accounts/sessions'
import { openDatabase, type Place } from '../lib/db/open'
import { markRead } from '../lib/progress/transitions'
import type { Role } from '../lib/viewer'
import type { Site } from '../e2e/support/site'

type People = { count: number; role?: Role }

/** Gives so many people an account and a session on a running site, and returns the cookie of each. */
export async function signInMany(
  site: Pick<Site, 'dataDir'>,
  place: Place,
  { count, role = 'reader' }: People,
): Promise<string[]> {
  const database = openDatabase(place)
  const secret = (await readFile(path.join(site.dataDir, 'secret'), 'utf8')).trim()
  const passwordHash = await hashPassword('nobody signs in with this')
  const cookies: string[] = []
  for (let index = 0; index < count; index++) {
    const person = {
      email: `p${index}@example.org`,
      name: `Person ${index}`,
      role,
      passwordHash,
    }
    const { id } = await addAccount(database, person)
    const sessionId = await beginSession(database, id, 'bench')
    cookies.push(`next-auth.session-token=${await encode({ token: { sessionId }, secret })}`)
  }
  await database.destroy()
  return cookies
}

/** Lets somebody have read every document, each in a version that is not the one of now. */
export async function readEverything(site: Site, cookie: string): Promise<void> {
  const about = { kind: 'lesson', lesson: 1, version: 'ab', source: 'manual', at: new Date().toISOString() } as const
  const operations = (await documentIds(site)).map((documentId) => markRead(undefined, { ...about, documentId }))
  const response = await fetch(`${site.address}/api/progress`, {
    method: 'PUT',
    headers: { cookie, origin: site.address, 'content-type': 'application/json' },
    body: JSON.stringify({ operations }),
  })
  if (!response.ok) throw new Error(`Progress was refused: ${await response.text()}`)
}

/** The ids of a site's documents. */
export async function documentIds({ contentDir }: Site): Promise<string[]> {
  const files = (await readdir(contentDir, { recursive: true })).filter((name) => name.endsWith('.mdx'))
  const texts = await Promise.all(files.map((name) => readFile(path.join(contentDir, name), 'utf8')))
  return texts.flatMap((text) => /^id: ["']?([a-z0-9]+)/m.exec(text)?.[1] ?? [])
}
