import { postmortemSchema } from '@/lib/library/schema'

/** What a field of the schema says of itself, as far as it can be asked. */
type Asked = {
  description?: string
  shape?: Record<string, unknown>
  element?: unknown
  def: { innerType?: unknown; element?: unknown }
}

/** The sentence of every field of a postmortem, by its name: `actions.due` for that of a row. */
export function getFieldHelp(): Record<string, string> {
  return Object.fromEntries(listSentences(postmortemSchema.shape, ''))
}

function listSentences(shape: Record<string, unknown>, before: string): [string, string][] {
  return Object.entries(shape).flatMap(([name, value]): [string, string][] => {
    const path = before + name
    const { sentence, inner } = read(value as Asked)
    return [...(sentence ? [[path, sentence] as [string, string]] : []), ...listSentences(inner, `${path}.`)]
  })
}

/** Looks through what wraps a field: that it may be missing, and that it is a list. */
function read(field: Asked): { sentence: string | undefined; inner: Record<string, unknown> } {
  if (field.shape) return { sentence: field.description, inner: field.shape }
  const wrapped = (field.def.innerType ?? field.def.element) as Asked | undefined
  if (!wrapped?.def) return { sentence: field.description, inner: {} }
  const { sentence, inner } = read(wrapped)
  return { sentence: field.description ?? (field.def.element ? undefined : sentence), inner }
}
