/** The fields of a row, from the weightiest to the lightest. */
export const fieldNames = ['title', 'heading', 'tags', 'summary', 'body', 'code'] as const
export type FieldName = (typeof fieldNames)[number]

/** How much a word counts in a field, how much the field's length matters (0 to 1), and its usual length in terms. */
export const fieldWeights: Record<FieldName, { weight: number; length: number; usual: number }> = {
  title: { weight: 3, length: 0.5, usual: 6 },
  heading: { weight: 2, length: 0.5, usual: 3 },
  tags: { weight: 1.6, length: 0.3, usual: 4 },
  summary: { weight: 1.3, length: 0.5, usual: 12 },
  body: { weight: 1, length: 0.75, usual: 50 },
  code: { weight: 0.3, length: 0.75, usual: 40 },
}

/** BM25's k1: how soon more of the same word stops counting (Robertson and Zaragoza 2009, BM25F). */
export const saturation = 1.2

/** How many impact slots a term's rows are sorted into. */
export const slots = 16

/** What one occurrence counts in a field of this many terms, by BM25F. */
export function shareOf(name: FieldName, terms: number): number {
  const { weight, length, usual } = fieldWeights[name]
  // Below half the usual length shorter is no better: else a section of one line would beat a heading.
  return weight / (1 - length + length * Math.max(0.5, terms / usual))
}

/** The slot of each term of a row (its fields' terms in order of `fieldNames`): 0 fits best, `slots - 1` least. */
export function slotsOf(terms: string[][]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const [place, name] of fieldNames.entries()) {
    const list = terms[place] ?? []
    const share = shareOf(name, list.length)
    for (const term of list) counts.set(term, (counts.get(term) ?? 0) + share)
  }
  for (const [term, value] of counts) {
    counts.set(term, Math.min(slots - 1, Math.floor((1 - value / (saturation + value)) * slots)))
  }
  return counts
}
