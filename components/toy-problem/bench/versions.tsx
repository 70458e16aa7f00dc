import { Moment } from '@/components/ui/moment'
import type { CodeVersion } from '@/lib/toys/code-version'

type Props = { versions: CodeVersion[]; code: string; onOpen: (code: string) => void }

/** A reader's earlier code of a toy problem, as the server keeps it, and how its checks went. */
export function Versions({ versions, code, onOpen }: Props) {
  const earlier = versions.filter((version) => version.code !== code)
  if (earlier.length === 0) return null
  return (
    <details className="text-meta" data-needs-script>
      <summary className="text-ink-2">
        {earlier.length === 1 ? 'One other version' : `${earlier.length} other versions`}, for you alone
      </summary>
      <ol className="mt-1 max-h-60 overflow-y-auto border-t border-line" aria-label="Other versions">
        {earlier.map(({ number, savedAt, checks, code: saved }) => (
          <li key={number} className="flex flex-wrap items-baseline gap-x-3 border-b border-line py-1 tabular-nums">
            <Moment at={savedAt} />
            <span className="text-ink-3">
              {countOf(saved)}
              {checks && `, ${checks.passed} of ${checks.of} checks`}
            </span>
            <button type="button" className="bench-link ml-auto" onClick={() => onOpen(saved)}>
              Open<span className="sr-only"> the version of {savedAt}</span>
            </button>
          </li>
        ))}
      </ol>
    </details>
  )
}

function countOf(code: string): string {
  const lines = code.trimEnd().split('\n').length
  return lines === 1 ? '1 line' : `${lines} lines`
}
