/** A table of results: a title, names of columns, rows, and a line on how it was measured. */
export type Table = { title: string; columns: string[]; rows: (string | number)[][]; note: string }

/** A table as Markdown. */
export function toMarkdown({ title, columns, rows, note }: Table): string {
  const line = (cells: (string | number)[]) => `| ${cells.join(' | ')} |`
  const rule = columns.map((_, index) => (index === 0 ? '---' : '---:'))
  return [`## ${title}`, '', note, '', line(columns), line(rule), ...rows.map(line), ''].join('\n')
}

/** The value below which a share of the values lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export const median = (values: readonly number[]) => percentile(values, 0.5)

/** Kilobytes of 1,024 bytes, with one decimal. */
export const kilobytes = (bytes: number) => (bytes / 1024).toFixed(1)

/** Milliseconds that a task took. */
export async function timed(task: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await task()
  return performance.now() - started
}
