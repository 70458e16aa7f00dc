/** Runs once when the server starts. The condition keeps what only Node has out of what is built for other places. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { openSite } = await import('./app/open-site')
    await openSite()
  }
}
