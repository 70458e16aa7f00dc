const key = Symbol.for('twelvefold')

type Holder = { [key]?: Map<string, unknown> | undefined }

/**
 * What lives as long as the process, made once by name. Next loads a module's own state several times
 * (instrumentation, pages and route handlers each have a copy); `globalThis` is what they share.
 */
export function once<T>(name: string, make: () => T): T {
  const holder = globalThis as Holder
  const made = (holder[key] ??= new Map<string, unknown>())
  if (!made.has(name)) made.set(name, make())
  return made.get(name) as T
}
