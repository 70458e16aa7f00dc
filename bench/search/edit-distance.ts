/** How many letters must be put in, left out, replaced or swapped with a neighbour (optimal string alignment). */
export function editDistance(from: string, to: string): number {
  const rows = [Array.from({ length: to.length + 1 }, (_, at) => at)]
  const cell = (a: number, b: number) => rows[a]?.[b] ?? Infinity
  for (let a = 1; a <= from.length; a += 1) {
    const row = [a]
    rows.push(row)
    for (let b = 1; b <= to.length; b += 1) {
      const replaced = cell(a - 1, b - 1) + (from[a - 1] === to[b - 1] ? 0 : 1)
      const isSwapped = from[a - 1] === to[b - 2] && from[a - 2] === to[b - 1]
      const swapped = isSwapped && a > 1 && b > 1 ? cell(a - 2, b - 2) + 1 : Infinity
      row.push(Math.min(replaced, cell(a - 1, b) + 1, (row[b - 1] ?? Infinity) + 1, swapped))
    }
  }
  return cell(from.length, to.length)
}
