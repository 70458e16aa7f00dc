import { config } from '@/lib/config'
import { prepareDatabase } from '@/lib/db'
import { getSiteSettings } from './access'
import { authSecret } from './secret'
import { openSetUp } from './set-up'

/**
 * Makes accounts ready: the schema up to date, a secret to sign cookies with, and, while nobody has an account, the
 * one-time link of the set-up in the log. Throws `invalid` or `unavailable` when one of them cannot be had.
 */
export async function openAccounts(): Promise<void> {
  await prepareDatabase()
  authSecret()
  await getSiteSettings()
  const token = await openSetUp()
  if (token) console.warn(`Set the site up, once, at ${config().siteUrl}/setup/${token}`)
}
