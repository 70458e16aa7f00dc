import type { ReactNode } from 'react'

/** A hint of a toy problem, closed until asked for. */
export function Hint({ children }: { children: ReactNode }) {
  return (
    <Disclosure word="Hint" data-hint="">
      {children}
    </Disclosure>
  )
}

/** The discussion of a solution, closed until asked for. */
export function Solution({ children }: { children: ReactNode }) {
  return (
    <Disclosure word="Show the solution" data-solution="">
      {children}
    </Disclosure>
  )
}

type Props = { word: string; 'data-hint'?: ''; 'data-solution'?: ''; children: ReactNode }

function Disclosure({ word, children, ...marks }: Props) {
  return (
    <details {...marks} className="disclosure block border-y border-line">
      <summary className="py-2.5 font-sans text-ui font-semibold">{word}</summary>
      <div className="pb-4 [&>div>:first-child]:mt-1">{children}</div>
    </details>
  )
}
