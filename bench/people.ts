import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { encode } from 'next-auth/jwt'
import { addAccount } from '../lib/accounts/new-account'
import { hashPassword } from '../lib/accounts/passwords'
import { beginSession } from '../lib/accounts/sessions'
import { openDatabase, type Place } from '../lib/db/open'
import type { Site } from '../e2e/support/site'

/** Gives so many people an account and a session on a running site, and returns the cookie of each. */
export async function signInMany(site: Site, place: Place, count: number): Promise<string[]> {
  const database = openDatabase(place)
  const secret = (await readFile(path.join(site.dataDir, 'secret'), 'utf8')).trim()
  const passwordHash = await hashPassword('nobody signs in with this')
  const cookies: string[] = []
  for (let index = 0; index < count; index++) {
    const person = {
      email: `p${index}@example.org`,
      name: `Person ${index}`,
      role: 'reader',
      passwordHash,
    } as const
    const { id } = await addAccount(database, person)
    const sessionId = await beginSession(database, id, 'bench')
    cookies.push(`next-auth.session-token=${await encode({ token: { sessionId }, secret })}`)
  }
  await database.destroy()
  return cookies
}
