/** What a page says when something went wrong on the server: what is safe, what to do, and the id for the log. */
export function Fault({ id, retry }: { id: string | undefined; retry: () => void }) {
  return (
    <div className="max-w-[46rem] py-8" role="alert">
      <h1 className="title">Something went wrong</h1>
      <p className="mt-3 text-ink-2">
        This page could not be made. Nothing you have written or read is lost. Try again; if it stays, tell whoever runs
        this site
        {id ? (
          <>
            {' '}
            the id <code className="font-mono">{id}</code>, which stands in the server’s log.
          </>
        ) : (
          '.'
        )}
      </p>
      <button type="button" className="button mt-5" onClick={retry}>
        Try again
      </button>
    </div>
  )
}
