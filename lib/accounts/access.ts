import { cache } from 'react'
import { publishAddressBook } from '@/lib/address-book'
import { config, isLoopback, type SiteAccess } from '@/lib/config'
import { database } from '@/lib/db'
import { listSettings } from './store/records'

/** What the whole site goes by: who may read, and its name. */
export type SiteSettings = { access: SiteAccess; siteName: string }

/**
 * What was chosen for the site: by the environment, else at the set-up, else what is safe: open on a loopback address
 * alone, members only as soon as other machines can reach it. Looked up once in a request.
 */
export const getSiteSettings = cache(async (): Promise<SiteSettings> => {
  const { siteAccess, siteName, host } = config()
  const chosen = await listSettings(database())
  const kept = chosen.get('site-access')
  const access =
    siteAccess ?? (kept === 'public' || kept === 'members' ? kept : isLoopback(host) ? 'public' : 'members')
  publishAddressBook(access === 'public')
  return {
    access,
    siteName: siteName ?? chosen.get('site-name') ?? 'Twelvefold',
  }
})
