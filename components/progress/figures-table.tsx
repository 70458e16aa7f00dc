import type { ReactNode } from 'react'

type FiguresTableProps = {
  /** What it is called by those who do not see it. */
  label: string
  caption?: string
  /** The names of the columns; the first is that of the rows' names. */
  head: readonly string[]
  rows: readonly { name: string; cells: readonly ReactNode[] }[]
}

/** A narrow table of figures, which scrolls by itself where the screen is narrower. */
export function FiguresTable({ label, caption, head, rows }: FiguresTableProps) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label={label}>
      <table className="border-collapse text-left text-meta tabular-nums">
        {caption !== undefined && <caption className="pb-1 text-left font-semibold">{caption}</caption>}
        <thead>
          <tr className="border-b border-line-strong">
            {head.map((name) => (
              <th key={name} scope="col" className="py-1 pr-3 font-semibold sm:pr-5">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, cells }) => (
            <tr key={name} className="border-b border-line">
              <th scope="row" className="whitespace-nowrap py-1 pr-3 font-normal sm:pr-5">
                {name}
              </th>
              {cells.map((cell, index) => (
                <td key={head[index + 1]} className="whitespace-nowrap pr-3 sm:pr-5">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
