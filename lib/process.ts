const key = Symbol.for('twelvefold')

/**
 * What lives as long as the process, made once by name. Next loads a module's own state several times
 * (instrumentation, pages and route handlers each have a copy); `globalThis` is what they share.
 */
export function once<T>(name: string, make: () => T): T {
  const holder = globalThis as { [key]?: Map<string, unknown> }
  const made = (holder[key] ??= new Map())
  if (!made.has(name)) made.set(name, make())
  return made.get(name) as T
}
