'use client'

import { useRef, useState } from 'react'
import type { ToyBench } from '@/lib/library/schema'
import type { CheckResult, Request, Shown } from '@/lib/toys/schema'
import type { Loaded } from '../python/fetch-files'
import type { Ended } from '../python/open-python'
import type { Trouble } from '../python/trouble'
import { useOpened } from './use-opened'

type Kind = Request['kind']

/** What the page shows of Python and of the last run. */
export type PythonState = {
  phase: 'asleep' | 'loading' | 'ready' | Kind
  loaded?: Loaded | undefined
  trouble?: Trouble | undefined
  shown: Shown[]
  results: CheckResult[]
  last?: ({ kind: Kind; seconds: number } & Ended) | undefined
}

/** A Python for one toy problem: nothing of it is fetched before `wake` or `start`, and it ends with the page. */
export function usePython(bench: ToyBench) {
  const [state, setState] = useState<PythonState>({ phase: 'asleep', shown: [], results: [] })
  const busy = useRef(false)
  const change = (part: Partial<PythonState>) => setState((before) => ({ ...before, ...part }))
  const { wake, retry, stop } = useOpened(bench, change)
  /** How it ended; undefined when nothing was run, since something runs already or Python did not come. */
  const start = async (kind: Kind, code: string): Promise<(Ended & { passedChecks: number }) | undefined> => {
    if (busy.current) return undefined
    busy.current = true
    const ready = await wake()
    if (!ready) {
      busy.current = false
      return undefined
    }
    change({ phase: kind, shown: [], last: undefined, ...(kind === 'check' && { results: [] }) })
    const began = performance.now()
    const paper = newPaper((shown) => change({ shown }))
    let passedChecks = 0
    const ended = await ready.run(kind, code, {
      show: paper.add,
      check: (result) => {
        if (result.passed) passedChecks += 1
        setState((before) => ({ ...before, results: [...before.results, result] }))
      },
    })
    busy.current = false
    paper.paint()
    const seconds = (performance.now() - began) / 1000
    change({ phase: 'ready', last: { kind, seconds, ...ended } })
    if (ended.hasDied) void wake()
    return { ...ended, passedChecks }
  }
  return { state, wake, start, stop, retry }
}

const betweenPrints = 50

/** Gathers what a run shows and paints it some times a second, however often it comes. */
function newPaper(paint: (shown: Shown[]) => void) {
  let shown: Shown[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const paintNow = () => {
    clearTimeout(timer)
    timer = undefined
    paint(shown)
  }
  return {
    add: (one: Shown) => {
      shown = joined(shown, one)
      timer ??= setTimeout(paintNow, betweenPrints)
    },
    paint: paintNow,
  }
}

function joined(shown: Shown[], one: Shown): Shown[] {
  const last = shown.at(-1)
  if (one.kind !== 'text' || last?.kind !== 'text' || last.stream !== one.stream) return [...shown, one]
  return [...shown.slice(0, -1), { ...last, text: last.text + one.text }]
}
