import { runChild } from './child.mjs'
import { Failure } from './failure.mjs'

/** Runs a slow program behind one line with the seconds it takes; its output is shown only when it fails. */
export async function runStep(title, program, options) {
  const progress = startProgress(title)
  const { code, output } = await runChild(program, options)
  progress.end(code === 0)
  if (code === 0) return output
  process.stderr.write(output)
  throw new Failure(`${title} failed; the reason stands above.`)
}

/** A line that counts seconds in a terminal; elsewhere a line at the start and one at the end. */
export function startProgress(title) {
  const started = performance.now()
  const isTerminal = process.stdout.isTTY
  const seconds = (digits) => `${((performance.now() - started) / 1000).toFixed(digits)} s`
  const draw = () => process.stdout.write(`\r${title} … ${seconds(0)}`)
  if (isTerminal) draw()
  else console.log(`${title} …`)
  const timer = isTerminal ? setInterval(draw, 1000) : undefined
  return {
    end(isDone) {
      clearInterval(timer)
      console.log(`${isTerminal ? '\r' : ''}${title}: ${isDone ? 'done in' : 'failed after'} ${seconds(1)}`)
    },
  }
}
