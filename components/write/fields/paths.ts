/** The value at a path such as `actions.0.due`. */
export function valueAt(fields: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (isTree(value) ? value[name] : undefined), fields)
}

/** A copy with another value at a path; lists and objects on the way are made where they are missing. */
export function withValueAt<T>(fields: T, path: string, value: unknown): T {
  const [name = '', ...rest] = path.split('.')
  const before: Record<string, unknown> = isTree(fields) ? fields : {}
  const inner = rest.length === 0 ? value : withValueAt(before[name] ?? emptyFor(rest[0]), rest.join('.'), value)
  if (!Array.isArray(fields)) return { ...before, [name]: inner } as T
  return Object.assign([...(fields as unknown[])], { [name]: inner }) as T
}

/** The name of the schema's field that a path leads to: `actions.due` for `actions.0.due`. */
export function nameOf(path: string): string {
  return path.replace(/\.\d+/g, '')
}

/** Fields without what was left empty: empty texts, objects of these, and rows where nothing was said. */
export function tidy<T extends Record<string, unknown>>(fields: T): T {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => {
      if (Array.isArray(value)) return [[name, value.map(tidyOne).filter((row) => !isBlank(row))]]
      const kept = tidyOne(value)
      return kept === undefined || kept === '' ? [] : [[name, kept]]
    }),
  ) as T
}

// What a row says before anybody has written into it.
const presets = new Set(['kind', 'state'])

function isBlank(row: unknown): boolean {
  if (!isTree(row)) return row === undefined || row === ''
  return Object.keys(row).every((name) => presets.has(name))
}

function tidyOne(value: unknown): unknown {
  if (!isTree(value) || Array.isArray(value)) return typeof value === 'string' ? value.trim() : value
  const kept = Object.entries(value).filter(([, one]) => one !== '' && one !== undefined)
  return kept.length === 0 ? undefined : Object.fromEntries(kept)
}

function emptyFor(next: string | undefined): unknown {
  return /^\d+$/.test(next ?? '') ? [] : {}
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
