import type { PythonState } from './use-python'

/** What is said of a run that has ended, or of what goes on. */
export function wordsOf(
  { phase, last, results }: PythonState,
  { total, runLimit }: { total: number; runLimit: number },
): string {
  if (phase === 'run') return 'Running.'
  if (phase === 'check') return `Checking: ${results.length} of ${total}.`
  if (!last) return ''
  return [endOf(last, { results, total, runLimit }), last.hasDied && again].filter(Boolean).join(' ')
}

const again = 'Python had to be started again; your code is safe.'

type Last = NonNullable<PythonState['last']>
type About = Pick<PythonState, 'results'> & { total: number; runLimit: number }

function endOf(
  { kind, outcome, passed, hasTimedOut, hasDied, seconds }: Last,
  { results, total, runLimit }: About,
): string {
  if (hasTimedOut) return `Stopped after ${runLimit} seconds, which is as long as code may run here.`
  if (outcome.stopped) return 'Stopped.'
  if (hasDied) return 'The code took more memory or depth than there is, and Python ended.'
  if (outcome.error !== undefined) return `Ended with an error${outcome.line ? ` in line ${outcome.line}` : ''}.`
  if (kind === 'run') return `Ran to its end in ${seconds.toFixed(2)} s.`
  if (passed) return total === 1 ? 'The check passes.' : `All ${total} checks pass.`
  return `${results.filter((one) => one.passed).length} of ${total} checks pass.`
}
