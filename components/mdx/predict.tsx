'use client'

import { useEffect, useId, useRef, useState, type ReactNode } from 'react'
import { useAnswer, type Kept } from '@/components/progress/use-answer'

// A guess among many things that may have happened is often less likely than not.
const steps = [10, 30, 50, 60, 70, 80, 90, 99]

/**
 * Asks for a guess and a confidence before what it wraps opens, and then whether the guess was right; all of it stays in
 * the reader's own progress.
 */
export function Predict({ prompt, keptAs, children }: { prompt: string; keptAs: string; children: ReactNode }) {
  const [given, give] = useAnswer(keptAs)
  const id = useId()
  const opened = useRef<HTMLParagraphElement>(null)
  const [hasJustOpened, setHasJustOpened] = useState(false)
  // The button that opened it is gone, and whoever reads by keyboard would start at the top of the page.
  useEffect(() => {
    if (hasJustOpened) opened.current?.focus()
  }, [hasJustOpened])
  const handleGuess = (guess: Kept) => {
    setHasJustOpened(true)
    give(guess)
  }
  return (
    <section aria-labelledby={id} className="block border-y border-line py-4 font-sans text-ui">
      <p id={id} className="m-0! font-semibold">
        {prompt}
      </p>
      {given ? (
        <>
          <p ref={opened} tabIndex={-1} className="my-2! text-ink-2">
            Your guess{given.confidence !== undefined && `, ${given.confidence} % sure`}: {given.value}
          </p>
          <div className="font-serif text-lg">{children}</div>
          {given.confidence !== undefined && (
            <Judgement right={given.right} judge={(right) => give({ ...given, right })} />
          )}
        </>
      ) : (
        <>
          <GuessForm give={handleGuess} />
          <noscript>
            <div className="font-serif text-lg">{children}</div>
          </noscript>
        </>
      )}
    </section>
  )
}

function GuessForm({ give }: { give: (guess: Kept) => void }) {
  const [guess, setGuess] = useState('')
  const [confidence, setConfidence] = useState(70)
  return (
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
  )
}

type JudgementProps = { right: boolean | undefined; judge: (right: boolean | undefined) => void }

/** Asks whether the guess was right; what was said can be changed, and taken back. */
function Judgement({ right, judge }: JudgementProps) {
  const id = useId()
  const choices = [
    { value: true, words: 'It was right' },
    { value: false, words: 'It was not' },
  ]
  return (
    <div role="group" aria-labelledby={id} className="mt-4 flex flex-wrap items-center gap-3">
      <p id={id} className="m-0!">
        Was your guess right? You are the judge.
      </p>
      {choices.map(({ value, words }) => (
        <button
          key={words}
          type="button"
          aria-pressed={right === value}
          className="button button-small"
          onClick={() => judge(right === value ? undefined : value)}
        >
          {words}
        </button>
      ))}
      {right !== undefined && (
        <p className="m-0! basis-full text-meta text-ink-3">
          You said that it was {right ? 'right' : 'not'}; only you see that. <a href="/progress">Your progress</a> shows
          how sure and how right you are, from ten guesses on.
        </p>
      )}
    </div>
  )
}
