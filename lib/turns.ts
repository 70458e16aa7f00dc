/** Long work on the server's one thread, cut into turns between which other requests go on. */
export type Turns = { next: () => Promise<void> }

/** `next` lets others go on when the turn has lasted so many milliseconds; before, it costs next to nothing. */
export function takeTurns(milliseconds: number): Turns {
  let since = performance.now()
  const others = async () => {
    await new Promise((resolve) => setImmediate(resolve))
    since = performance.now()
  }
  return { next: () => (performance.now() - since < milliseconds ? Promise.resolve() : others()) }
}
