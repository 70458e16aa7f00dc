/** How many at the beginning of a list are such, when none behind them is. */
export function countWhile<T>(list: readonly T[], isSuch: (one: T) => boolean): number {
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (isSuch(list[middle] as T)) low = middle + 1
    else high = middle
  }
  return low
}
