'use client'

import type { Problem, Rewrite } from '@/lib/markup/schema'

type Props = { problems: Problem[]; onGoTo: (problem: Problem) => void; onRewrite: (rewrites: Rewrite[]) => void }

/** What stands in the way of publishing: each with its place, and where there is one, the rewrite at one click. */
export function ProblemList({ problems, onGoTo, onRewrite }: Props) {
  const rewrites = problems.flatMap(({ rewrite }) => rewrite ?? [])
  return (
    <div role="status" className={problems.length > 0 ? 'mt-3 border-l-2 border-bad bg-bad-soft px-4 py-3' : ''}>
      {problems.length > 0 && (
        <>
          <p className="flex flex-wrap items-center gap-3 font-semibold">
            {problems.length} {problems.length === 1 ? 'problem' : 'problems'} in the text
            {rewrites.length > 1 && (
              <button type="button" className="button button-small" onClick={() => onRewrite(rewrites)}>
                Apply all {rewrites.length} rewrites
              </button>
            )}
          </p>
          <ul className="mt-2 space-y-2">
            {problems.map((problem, index) => (
              <li key={index} className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                <button
                  type="button"
                  className="min-h-6 font-mono text-meta text-accent underline"
                  onClick={() => onGoTo(problem)}
                >
                  line {problem.line}, column {problem.column}
                </button>
                <span className="min-w-0 flex-1 basis-60">{problem.message}</span>
                {problem.rewrite && (
                  <button
                    type="button"
                    className="button button-small"
                    onClick={() => onRewrite(problem.rewrite ? [problem.rewrite] : [])}
                  >
                    {problem.rewrite.label}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
