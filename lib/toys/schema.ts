import type { CheckTitle } from '@/lib/library/schema'

/** How long the start of Python may take before the page says so, in milliseconds. */
export const startLimit = 30_000

/** How one check went; of one that failed, as much as can be told. */
export type CheckResult = CheckTitle & {
  passed: boolean
  /** Its line in checks.py, and what stands there. */
  line?: number
  source?: string
  /** The line of the reader's own code that raised the error. */
  codeLine?: number
  given?: string
  expected?: string
  got?: string
  message?: string
  stopped?: true
}

/** How a run ended; `error` is in Python's words, with the lines of the reader's own code. */
export type Outcome = { error?: string; line?: number; stopped?: true }

/** How a run of the checks ended: `passed` is true when all of them were run and passed. */
export type Verdict = Outcome & { passed: boolean; results: CheckResult[] }

/** A chart that code drew with the plot module. */
export type DrawnChart = {
  kind: 'bar' | 'line' | 'scatter'
  title: string
  xLabel: string
  yLabel: string
  series: { name: string; points: [string | number, number][] }[]
}

/** What a run shows, in order. */
export type Shown = { kind: 'text'; stream: 'out' | 'error'; text: string } | { kind: 'chart'; chart: DrawnChart }

/** The Python that a worker runs for us: what guards it, what runs code and checks, and what code draws with. */
export type Sources = { guard: string; harness: string; plot: string; checks: string }

/** The first message to a worker, which brings what it may not fetch itself. */
export type StartMessage = Sources & {
  port: MessagePort
  /** Address of the folder of Pyodide's files. */
  base: string
  wasm: ArrayBuffer
  library: ArrayBuffer
  interrupt: SharedArrayBuffer | undefined
}

/** What the page asks of a worker that has started. */
export type Request = { id: number; kind: 'run' | 'check'; code: string }

/** What a worker says. `dead` means that nothing can run in it any more. */
export type Report =
  | { kind: 'ready' }
  | { kind: 'dead'; message: string }
  | { kind: 'shown'; id: number; shown: Shown }
  | { kind: 'checked'; id: number; result: CheckResult }
  | { kind: 'ended'; id: number; outcome: Outcome; passed: boolean }
