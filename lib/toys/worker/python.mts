import type { PyodideAPI } from 'pyodide'
import type { CheckTitle } from '@/lib/library/schema'
import type { CheckResult, Outcome, Shown, Sources, Verdict } from '../schema'
import { newPrinter } from './printer.mjs'

/** The part of Pyodide that is used here; its files as we need them, since their types are a package's we don't have. */
type Pyodide = Pick<PyodideAPI, 'runPython' | 'setStdout' | 'setStderr' | 'setStdin'> & {
  FS: { writeFile: (path: string, text: string) => void }
}

type Tell = { show: (shown: Shown) => void; check: (result: CheckResult) => void }

export type Python = {
  /** Runs code as a program; what it shows is told as it comes. */
  run: (code: string, tell: Pick<Tell, 'show'>) => Outcome
  /** Runs the checks against code; each result is told as it comes, what the code prints is not. */
  check: (code: string, checks: string, tell: Pick<Tell, 'check'>) => Verdict
}

type Harness = Record<'prepare' | 'run' | 'start_checks' | 'run_check', (...texts: string[]) => string>

/** Prepares a Pyodide for one toy problem: from here on nothing leads out of it but what these functions tell. */
export function openPython(pyodide: Pyodide, { guard, harness, plot, checks }: Sources): Python {
  const library = pyodide.runPython('import sysconfig; sysconfig.get_path("purelib")') as string
  pyodide.FS.writeFile(`${library}/plot.py`, plot)
  // Builtins of its own: what code does to the shared ones does not reach it.
  const globals: unknown = pyodide.runPython(
    '{"__name__": "harness", "__builtins__": dict(vars(__import__("builtins")))}',
  )
  for (const source of [guard, harness]) pyodide.runPython(source, { globals: globals as never, filename: 'harness' })
  const names = globals as { get: <Name extends keyof Harness>(name: Name) => Harness[Name] }
  const [run, startChecks, runCheck] = [names.get('run'), names.get('start_checks'), names.get('run_check')]
  let show: Tell['show'] | undefined
  const printer = newPrinter((shown) => show?.(shown))
  pyodide.setStdout({ write: (bytes) => printer.write('out', bytes) })
  pyodide.setStderr({ write: (bytes) => printer.write('error', bytes) })
  pyodide.setStdin({ stdin: () => null })
  names.get('prepare')(checks)
  return {
    run: (code, tell) => {
      show = tell.show
      printer.reset()
      const outcome = JSON.parse(run(code)) as Outcome
      printer.end()
      return outcome
    },
    check: (code, text, tell) => {
      show = undefined
      const { checks: titles, ...outcome } = JSON.parse(startChecks(code, text)) as Outcome & { checks: CheckTitle[] }
      const results: CheckResult[] = []
      for (const { name } of outcome.error || outcome.stopped ? [] : titles) {
        const result = readResult(runCheck(name))
        results.push(result)
        tell.check(result)
        if (result.stopped) return { stopped: true, passed: false, results }
      }
      const passed = results.length > 0 && results.length === titles.length && results.every((one) => one.passed)
      return { ...outcome, passed, results }
    },
  }
}

/** The verdict is the first character; what follows is told and decides nothing. */
function readResult(text: string): CheckResult {
  return { ...(JSON.parse(text.slice(1)) as Omit<CheckResult, 'passed'>), passed: text.startsWith('+') }
}
