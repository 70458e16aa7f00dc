/** Documents in their order, gathered under their home lesson. */
export function groupByLesson<T extends { lessons: number[] }>(
  documents: readonly T[],
): { number: number; items: T[] }[] {
  const groups = new Map<number, T[]>()
  for (const document of documents) {
    const home = document.lessons[0] ?? 0
    groups.set(home, [...(groups.get(home) ?? []), document])
  }
  return [...groups].sort(([a], [b]) => a - b).map(([number, items]) => ({ number, items }))
}
