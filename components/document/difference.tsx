import type { Run } from '@/lib/library/schema'
import { Words } from '@/components/ui/words'

type Props = { label: string; stretches: Run[][]; className?: string }

const shownAround = 160
const foldedFrom = 640

/** How two texts differ, word by word; long parts that are the same are folded. */
export function Difference({ label, stretches, className = 'text-ui' }: Props) {
  const isSame = stretches.every((runs) => runs.every((run) => run.in === 'both'))
  return (
    <section aria-label={label} className="mt-6">
      <h3 className="font-sans text-meta font-semibold">{label}</h3>
      {isSame ? (
        <p className="mt-2 text-ink-2">Nothing changed here.</p>
      ) : (
        <div
          className={`mt-2 grid gap-4 border border-line bg-surface px-4 py-3 [overflow-wrap:anywhere] ${className}`}
        >
          {stretches.map((runs, index) => (
            <div key={index} className="min-w-0 whitespace-pre-wrap">
              {runs.map((run, at) =>
                run.in === 'both' ? <Same key={at} text={run.text} /> : <Words key={at} run={run} />,
              )}
            </div>
          ))}
        </div>
      )}
    </section>
  )
}

function Same({ text }: { text: string }) {
  const folded = fold(text)
  if (!folded) return <span className="text-ink-2">{text}</span>
  const { head, middle, tail } = folded
  return (
    <span className="text-ink-2">
      {head}
      <details className="my-2 border-y border-line">
        <summary className="py-1 font-sans text-meta">
          {middle.trim().split(/\s+/).length} words that did not change
        </summary>
        {middle}
      </details>
      {tail}
    </span>
  )
}

/** A long text in three, cut where a line or at least a word ends. */
function fold(text: string): { head: string; middle: string; tail: string } | undefined {
  if (text.length < foldedFrom) return undefined
  const lineEnd = text.indexOf('\n', shownAround / 2)
  const from = lineEnd !== -1 && lineEnd < shownAround * 2 ? lineEnd : text.indexOf(' ', shownAround)
  const lineStart = text.lastIndexOf('\n', text.length - shownAround / 2)
  const isNear = lineStart > text.length - shownAround * 2
  const to = 1 + (isNear ? lineStart : text.lastIndexOf(' ', text.length - shownAround))
  if (from === -1 || to <= from) return undefined
  return { head: text.slice(0, from), middle: text.slice(from, to).trim(), tail: text.slice(to).trimStart() }
}
