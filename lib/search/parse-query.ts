import { filtersSchema, listNames, searchKinds, type Filters } from './schema'

/**
 * A query in its parts: the words searched for (each at the place where it was typed), the phrases wanted and the words
 * not wanted, and its filters.
 */
export type ParsedQuery = { text: string; phrases: string[]; without: string[]; filters: Filters }

type Key = keyof Filters

const keys: readonly string[] = [...listNames, 'before', 'after']
const isKey = (name: string): name is Key => keys.includes(name)
const partPattern = /(?<minus>-(?=[\p{L}"]))?(?:(?<name>[a-z]+):)?(?:"(?<quoted>[^"]*)"|(?<plain>[^\s"]+))/giu

/**
 * Reads what a person typed: `"exact phrase"`, `-without`, and filters such as `lesson:7`, `is:open` or `tag:"data join"`.
 * A filter that is none, or with a value it does not have, is a plain word; so is a quotation mark that is not closed.
 */
export function parseQuery(query: string): ParsedQuery {
  const given: Partial<Record<Key, string[]>> = {}
  const phrases: string[] = []
  const without: string[] = []
  // What is a phrase is also words, so that it is ranked by; what is none of these stays as it is.
  const text = query.replace(partPattern, (part: string, ...rest: unknown[]) => {
    const { minus, name, quoted, plain } = rest.at(-1) as Record<string, string | undefined>
    const value = quoted ?? plain ?? ''
    if (name !== undefined && minus === undefined)
      return takeFilter(given, name.toLowerCase(), value) ? gap(part) : part
    if (name !== undefined || value === '') return part
    if (minus !== undefined) {
      without.push(value)
      return gap(part)
    }
    if (quoted === undefined) return part
    phrases.push(quoted)
    return ` ${quoted} `
  })
  return { text, phrases, without, filters: filtersSchema.parse(given) }
}

function gap(part: string): string {
  return ' '.repeat(part.length)
}

/** Takes a filter up if it is one; `is:postmortem` is another way to say its kind. */
function takeFilter(given: Partial<Record<Key, string[]>>, name: string, value: string): boolean {
  const lower = value.toLowerCase()
  const kind = name === 'is' ? searchKinds.find((one) => one === lower) : undefined
  const [key, word] = kind ? ['kind', kind] : [name, name === 'tag' || name === 'author' ? value : lower]
  if (!isKey(key)) return false
  const all = key === 'before' || key === 'after' ? word : [...(given[key] ?? []), word]
  if (!filtersSchema.safeParse({ [key]: all }).success) return false
  Object.assign(given, { [key]: all })
  return true
}
