/** Runs once when the server starts: prepares requests, takes the lock, mends an interrupted publish, opens accounts, the library and search. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { AppError } = await import('./lib/errors')
  try {
    // First, since requests may be waiting already.
    const { prepareRequests } = await import('./lib/requests')
    prepareRequests()
    const { endWithLastAnswer } = await import('./lib/last-answers')
    endWithLastAnswer()
    const { openPublishing } = await import('./lib/postmortems')
    const { openAccounts } = await import('./lib/accounts')
    const { openLibrary } = await import('./lib/library')
    const { prepareSearch } = await import('./lib/search')
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
