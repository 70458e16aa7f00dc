import type { Loaded } from '../python/fetch-files'
import { troubleWords, type Trouble } from '../python/trouble'

type Props = { isLoading: boolean; loaded: Loaded | undefined; trouble: Trouble | undefined; onRetry: () => void }

/** How far Python has come, by bytes; what keeps it from coming, and a way to try again. */
export function LoadBar({ isLoading, loaded, trouble, onRetry }: Props) {
  const hasCome = loaded !== undefined && loaded.done === loaded.total
  return (
    <>
      {isLoading && (
        <p className="flex items-center gap-3 text-meta text-ink-2">
          <progress
            aria-label="Python is being loaded"
            className="load-bar"
            max={loaded?.total ?? 1}
            value={loaded?.done ?? 0}
          />
          {hasCome
            ? 'Python is starting.'
            : `Python is being loaded: ${megabytes(loaded?.done)} of ${megabytes(loaded?.total)} MB.`}
        </p>
      )}
      <div role="alert">
        {trouble && (
          <p className="flex flex-wrap items-center gap-3 border-l-2 border-warn bg-warn-soft px-3 py-2">
            <span className="min-w-0 flex-1">{troubleWords[trouble]}</span>
            {trouble !== 'no WebAssembly' && (
              <button type="button" className="button button-small" onClick={onRetry}>
                Try again
              </button>
            )}
          </p>
        )}
      </div>
    </>
  )
}

function megabytes(bytes = 0): string {
  return (bytes / 1024 / 1024).toFixed(1)
}
