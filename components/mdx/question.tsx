import type { ReactNode } from 'react'

/** One question; choosing an option shows why it is right or wrong, and needs no script for it. */
export function Question({ children }: { children: ReactNode }) {
  return (
    <div
      role="group"
      aria-label="Question"
      className="block border-l-2 border-line-strong pl-5 font-sans text-ui [&_p]:my-2! [&>div>p]:font-semibold"
    >
      {children}
    </div>
  )
}

type OptionProps = {
  correct?: boolean
  explanation: string
  /** Key of the option, and of its question: `KeptInputs` keeps one under the other. */
  keptAs: string
  question: string
  /** Whether it was chosen before, as far as the server knows; the browser may know better. */
  isChosen?: boolean | undefined
  children: ReactNode
}

/** One option of a question. */
export function Option({ correct = false, explanation, keptAs, question, isChosen, children }: OptionProps) {
  return (
    <div aria-live="polite" className="group/option border-b border-line last:border-0">
      <label className="flex items-baseline gap-3 py-2 [&_p]:m-0!">
        <input
          type="radio"
          autoComplete="off"
          name={question}
          value={keptAs}
          data-kept={question}
          defaultChecked={isChosen}
          className="size-4 shrink-0 translate-y-0.5"
        />
        <span>{children}</span>
      </label>
      <p className={`my-0! hidden pb-2 pl-7 group-has-checked/option:block ${correct ? 'text-ok' : 'text-bad'}`}>
        {correct ? 'Right.' : 'Not this one.'} {explanation}
      </p>
    </div>
  )
}
