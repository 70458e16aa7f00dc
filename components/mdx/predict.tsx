'use client'

import { useId, useState, type ReactNode } from 'react'
import { useAnswer } from '@/components/progress/use-answer'

const steps = [50, 60, 70, 80, 90, 99]

/** Asks for a guess and a confidence before what it wraps opens; both stay in the reader's own progress. */
export function Predict({ prompt, keptAs, children }: { prompt: string; keptAs: string; children: ReactNode }) {
  const [given, give] = useAnswer(keptAs)
  const [guess, setGuess] = useState('')
  const [confidence, setConfidence] = useState(70)
  const id = useId()
  return (
    <section aria-labelledby={id} className="block border-y border-line py-4 font-sans text-ui">
      <p id={id} className="m-0! font-semibold">
        {prompt}
      </p>
      {given ? (
        <>
          <p className="my-2! text-ink-2">
            Your guess{given.confidence !== undefined && `, ${given.confidence} % sure`}: {given.value}
          </p>
          <div className="font-serif text-lg">{children}</div>
        </>
      ) : (
        <div data-needs-script className="mt-3 grid gap-3">
          <textarea
            aria-label="Your guess"
            rows={2}
            maxLength={1000}
            value={guess}
            onChange={({ target }) => setGuess(target.value)}
            className="field"
          />
          <label className="flex flex-wrap items-center gap-3">
            How sure are you?
            <select
              value={confidence}
              onChange={({ target }) => setConfidence(Number(target.value))}
              className="field w-auto!"
            >
              {steps.map((step) => (
                <option key={step} value={step}>
                  {step} %
                </option>
              ))}
            </select>
          </label>
          <p className="m-0! flex flex-wrap gap-3">
            <button
              type="button"
              className="button"
              disabled={guess.trim() === ''}
              onClick={() => give({ value: guess.trim(), confidence })}
            >
              Compare with what happened
            </button>
            <button type="button" className="button" onClick={() => give({ value: 'no guess' })}>
              Show without a guess
            </button>
          </p>
        </div>
      )}
      {!given && (
        <noscript>
          <div className="font-serif text-lg">{children}</div>
        </noscript>
      )}
    </section>
  )
}
