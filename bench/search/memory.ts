/** Megabytes that are in use after a collection of garbage: the heap and the array buffers beside it. Needs --expose-gc. */
export function usedMegabytes(): number {
  if (!globalThis.gc) throw new Error('Memory is measured with node --expose-gc')
  globalThis.gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return round((heapUsed + arrayBuffers) / 2 ** 20, 1)
}

/** A number with so many decimals at most. */
export function round(value: number, decimals: number): number {
  return Math.round(value * 10 ** decimals) / 10 ** decimals
}
