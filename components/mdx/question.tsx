'use client'

import { createContext, useContext, useId, type ReactNode } from 'react'
import { useAnswer, type Kept } from '@/components/progress/use-kept'

type Asked = { name: string; chosen: string | undefined; choose: (answer: Kept) => void }

const QuestionContext = createContext<Asked>({ name: '', chosen: undefined, choose: () => undefined })

/** One question; choosing an option shows why it is right or wrong, and the choice is kept with the reader's progress. */
export function Question({ keptAs, children }: { keptAs: string; children: ReactNode }) {
  const [answer, choose] = useAnswer(keptAs)
  return (
    <QuestionContext value={{ name: useId(), chosen: answer?.value, choose }}>
      <div
        role="group"
        aria-label="Question"
        className="block border-l-2 border-line-strong pl-5 font-sans text-ui [&_p]:my-2! [&>div>p]:font-semibold"
      >
        {children}
      </div>
    </QuestionContext>
  )
}

type OptionProps = { correct?: boolean; explanation: string; keptAs: string; children: ReactNode }

/** One option of a question. */
export function Option({ correct = false, explanation, keptAs, children }: OptionProps) {
  const { name, chosen, choose } = useContext(QuestionContext)
  const isChosen = chosen === keptAs
  return (
    <div className="border-b border-line last:border-0">
      <label className="flex items-baseline gap-3 py-2 [&_p]:m-0!">
        <input
          type="radio"
          name={name}
          checked={isChosen}
          onChange={() => choose({ value: keptAs })}
          className="size-4 shrink-0 translate-y-0.5"
        />
        <span>{children}</span>
      </label>
      <p role="status" className={`my-0! pl-7 ${isChosen ? 'pb-2' : ''} ${correct ? 'text-ok' : 'text-bad'}`}>
        {isChosen && (
          <>
            <strong>{correct ? 'Right.' : 'Not this one.'}</strong> {explanation}
          </>
        )}
      </p>
    </div>
  )
}
