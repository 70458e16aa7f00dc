'use client'

import { useMemo, useRef } from 'react'
import { markSolved } from '@/components/progress/solved'
import { useRecord } from '@/components/progress/store'
import type { ToyBench } from '@/lib/library/schema'
import { showTab } from '../tab'
import { CheckList } from './check-list'
import { CodeArea } from './code-area'
import { wordsOf } from './ended-words'
import { KeptWords } from './kept-words'
import { LoadBar } from './load-bar'
import { Output } from './output'
import { SharedCode } from './shared-code'
import { Toolbar } from './toolbar'
import { useCode } from './use-code'
import { useKeys } from './use-keys'
import { usePython } from './use-python'
import { Versions } from './versions'

type Props = {
  bench: ToyBench
  /** Whether this is the page of the problem, and not a place inside another page. */
  isPage?: boolean
}

/** Where a reader works on a toy problem: the code, what runs it, its checks and what it printed. */
export function Workbench({ bench, isPage = false }: Props) {
  const { id, starter, checks, runLimit, url, version, lesson, minutes, solves } = bench
  const place = useRef<HTMLElement>(null)
  const isSolved = useRecord(id)?.state === 'tried'
  const own = useCode(id, starter)
  const { state, wake, start, stop, retry } = usePython(bench)
  const { phase, loaded, trouble, shown, results, last } = state
  const isBusy = phase === 'run' || phase === 'check'
  const begin = (kind: 'run' | 'check', code = own.now()) => {
    if (isPage) showTab('results')
    own.save(code)
    return start(kind, code)
  }
  const run = () => void begin('run')
  const check = async () => {
    const code = own.now()
    const ended = await begin('check', code)
    if (ended) own.save(code, { passed: ended.passedChecks, of: checks.length })
    if (ended?.passed && !isSolved) markSolved({ id, kind: 'toy-problem', lesson, version, minutes }, solves)
  }
  useKeys(place, isPage, { onRun: run, onCheck: () => void check(), onStop: stop })
  const error = last?.outcome.error
  const line = last?.outcome.line
  const mark = useMemo(
    () => (error && line ? { line, message: error.split('\n').at(-1) ?? '' } : undefined),
    [error, line],
  )
  const hasPassed = last?.kind === 'check' && last.passed
  return (
    <section ref={place} aria-label="Workbench" className="bench">
      <div className="bench-code">
        {isPage && <SharedCode onRun={(code) => void begin('run', code)} onTake={own.replace} />}
        <Toolbar
          {...{ isBusy, url, code: own.code, isChanged: own.isChanged, hasBefore: own.hasBefore }}
          onRun={run}
          onCheck={() => void check()}
          onStop={stop}
          onReset={() => own.replace()}
          onBringBack={own.bringBack}
        />
        <CodeArea label="Your code" code={own.code} mark={mark} onChange={own.setCode} onFocus={() => void wake()} />
        <KeptWords isLost={own.isLost} isChanged={own.isChanged} isSaved={own.isSaved} trouble={own.told.trouble} />
        <Versions versions={own.told.versions ?? []} code={own.code} onOpen={own.replace} />
        <p className="text-meta text-ink-3 md:hidden">Code can be written here; a bigger screen is better for it.</p>
      </div>
      <div className="bench-results">
        <LoadBar isLoading={phase === 'loading'} loaded={loaded} trouble={trouble} onRetry={retry} />
        <p role="status" data-passed={hasPassed} className="bench-status">
          {wordsOf(state, { total: checks.length, runLimit })}
          {hasPassed && isSolved && ' Solved.'}
        </p>
        <p className="eyebrow">Checks</p>
        <CheckList checks={checks} results={results} isRunning={phase === 'check'} />
        <Output shown={shown} error={error} />
      </div>
    </section>
  )
}
