/** Runs once when the server starts: takes the lock, mends an interrupted publish, opens accounts and the library. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { openAccounts } = await import('./lib/accounts')
  const { openPublishing } = await import('./lib/postmortems')
  const { openLibrary } = await import('./lib/library')
  const { prepareSearch } = await import('./lib/search')
  const { AppError } = await import('./lib/errors')
  try {
    await openPublishing()
    await openAccounts()
    await openLibrary()
    // The first search need not wait for the index; pages need not either.
    void prepareSearch().catch(console.error)
  } catch (error) {
    // A server that cannot keep what people write must not look as if it could.
    console.error(error instanceof AppError ? error.message : error)
    process.exit(1)
  }
}
