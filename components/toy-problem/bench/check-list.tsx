import type { CheckTitle } from '@/lib/library/schema'
import type { CheckResult } from '@/lib/toys/schema'

type Props = { checks: CheckTitle[]; results: CheckResult[]; isRunning: boolean }

/** The checks of a toy problem: what must hold, and of each that ran how it went. */
export function CheckList({ checks, results, isRunning }: Props) {
  return (
    <ol className="check-list">
      {checks.map(({ name, title }) => {
        const result = results.find((one) => one.name === name)
        const state = result ? (result.passed ? 'passed' : 'failed') : isRunning ? 'waiting' : 'unknown'
        return (
          <li key={name} data-state={state}>
            <p>
              <span className="check-glyph" aria-hidden />
              <span>{title}</span>
              <span className="check-word">{words[state]}</span>
            </p>
            {result && !result.passed && <Reason result={result} />}
          </li>
        )
      })}
    </ol>
  )
}

const words = { passed: 'Passed', failed: 'Failed', waiting: 'Waiting', unknown: 'Not run yet' }

// Fewer characters than this fit into the height that a value has, on the narrowest screen too.
const mostUnscrolled = 100

function Reason({
  result: { given, expected, got, message, line, source, codeLine, stopped },
}: {
  result: CheckResult
}) {
  const isTold = got !== undefined && message?.includes(got) === true
  const rows = [
    ['Given', given],
    ['Expected', expected],
    ['Got', got],
  ] as const
  return (
    <div className="check-reason">
      {stopped && <p>Stopped while it ran.</p>}
      {message && !isTold && <p className="font-semibold">{message}</p>}
      <dl>
        {rows.map(([word, value]) =>
          value === undefined ? null : (
            <div key={word}>
              <dt>{word}</dt>
              {/* Long ones scroll, also by the keyboard. */}
              <dd tabIndex={value.length > mostUnscrolled ? 0 : undefined}>{value}</dd>
            </div>
          ),
        )}
      </dl>
      {line !== undefined && (
        <p className="text-ink-3">
          {codeLine !== undefined && `Your code, line ${codeLine}. `}checks.py, line {line}: <code>{source}</code>
        </p>
      )}
    </div>
  )
}
