import { cache } from 'react'
import { publishAddressBook } from '@/lib/address-book'
import { config, isLoopback, type SiteAccess } from '@/lib/config'
import { database, inTransaction, type Database } from '@/lib/db'
import { requireRole, type Viewer } from '@/lib/viewer'
import { actAsAdmin } from './admins'
import { record } from './audit'
import { listSettings, putSetting } from './store/records'

/** What the whole site goes by: who may read, and its name. */
export type SiteSettings = { access: SiteAccess; siteName: string }

/** Who may read, in words. */
const accessWords: Record<SiteAccess, string> = { public: 'open to everybody', members: 'members only' }

/**
 * What was chosen for the site: by the environment, else at the set-up, else what is safe: open on a loopback address
 * alone, members only as soon as other machines can reach it, be it by a proxy. Looked up once in a request.
 */
export const getSiteSettings = cache(async (): Promise<SiteSettings> => {
  const { siteAccess, siteName } = config()
  const chosen = await listSettings(database())
  const kept = chosen.get('site-access')
  const access =
    siteAccess ?? (kept === 'public' || kept === 'members' ? kept : isForThisMachine() ? 'public' : 'members')
  publishAddressBook(access === 'public')
  return {
    access,
    siteName: siteName ?? chosen.get('site-name') ?? 'Twelvefold',
  }
})

function isForThisMachine(): boolean {
  const { host, siteUrl, trustedProxies } = config()
  return isLoopback(host) && isLoopback(new URL(siteUrl).host) && trustedProxies === 0
}

/** Which of them the environment decides; those cannot be changed by anybody. */
export function fixedSettings(): { siteName: boolean; access: boolean } {
  const { siteName, siteAccess } = config()
  return { siteName: siteName !== undefined, access: siteAccess !== undefined }
}

type Wanted = { [Key in keyof SiteSettings]?: SiteSettings[Key] | undefined }

/** Changes what the site goes by, from the next request on; what the environment decides stays. For admins. */
export async function changeSite(viewer: Viewer | undefined, wanted: Wanted): Promise<void> {
  const actor = requireRole(viewer, 'admin')
  await inTransaction(async (db) => {
    await actAsAdmin(db, actor)
    await record(db, actor, 'site.changed', await putSite(db, wanted))
  })
}

/** Keeps what is wanted of the site within a transaction, but for what the environment decides; gives it in words. */
export async function putSite(db: Database, { siteName, access }: Wanted): Promise<string> {
  const fixed = fixedSettings()
  const words: string[] = []
  if (siteName !== undefined && !fixed.siteName) {
    await putSetting(db, 'site-name', siteName)
    words.push(siteName)
  }
  if (access !== undefined && !fixed.access) {
    await putSetting(db, 'site-access', access)
    words.push(accessWords[access])
  }
  return words.join(', ')
}
