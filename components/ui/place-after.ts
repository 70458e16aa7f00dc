/** The keys to the next place and to the one before. */
type Keys = readonly [next: string, before: string]

export const upAndDown: Keys = ['ArrowDown', 'ArrowUp']
export const sideways: Keys = ['ArrowRight', 'ArrowLeft']

/** The place a key moves to among `count`, round the ends; undefined for other keys, and where there is none. */
export function placeAfter(
  key: string,
  { now, count, keys: [next, before] }: { now: number; count: number; keys: Keys },
): number | undefined {
  if (count === 0) return undefined
  if (key === next) return (now + 1) % count
  if (key === before) return (now - 1 + count) % count
  if (key === 'Home') return 0
  return key === 'End' ? count - 1 : undefined
}
