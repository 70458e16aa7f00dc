import { openAccounts } from '@/lib/accounts'
import { AppError } from '@/lib/errors'
import { endWithLastAnswer } from '@/lib/last-answers'
import { openLibrary } from '@/lib/library'
import { openPublishing } from '@/lib/postmortems'
import { prepareRequests } from '@/lib/requests'
import { prepareSearch } from '@/lib/search'

/** Prepares requests, takes the lock, mends an interrupted publish, opens accounts, the library and search; ends the process when it cannot. */
export async function openSite(): Promise<void> {
  try {
    // First, since requests may be waiting already.
    prepareRequests()
    endWithLastAnswer()
    await openPublishing()
    await openAccounts()
    await openLibrary()
    // Ready means that search is: nobody's first query waits for the index. Pages are served without it too.
    await prepareSearch().catch(console.error)
  } catch (error) {
    // A server that cannot keep what people write must not look as if it could.
    console.error(error instanceof AppError ? error.message : error)
    process.exit(1)
  }
}
