import type { ReactNode } from 'react'
import type { RefusedFile } from '@/lib/library/schema'

type Props = { path: string; problems: RefusedFile['problems']; instead: ReactNode; remedy: ReactNode }

/** A file of the content folder that is not taken as it is: its problems with their places, what is in force instead, what to do. */
export function FileEntry({ path, problems, instead, remedy }: Props) {
  return (
    <li className="border-t border-line py-5">
      <h3 className="font-mono text-ui font-semibold [overflow-wrap:anywhere]">{path}</h3>
      <ul className="mt-3 grid gap-2 border-l-2 border-bad bg-bad-soft px-4 py-3">
        {problems.map(({ line, column, message }, index) => (
          <li key={index} className="[overflow-wrap:anywhere]">
            <strong className="font-semibold">
              Line {line}, column {column}:
            </strong>{' '}
            {message}
          </li>
        ))}
      </ul>
      <dl className="mt-3 grid gap-2 text-ink-2 [&_code]:whitespace-nowrap">
        <Line term="Served in its place">{instead}</Line>
        <Line term="What to do">{remedy}</Line>
      </dl>
    </li>
  )
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div>
      <dt className="inline font-semibold text-ink">{term}: </dt>
      <dd className="inline">{children}</dd>
    </div>
  )
}
