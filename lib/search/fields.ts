/** The fields of a row, from the weightiest to the lightest. */
export const fieldNames = ['title', 'heading', 'tags', 'summary', 'body', 'code'] as const
export type FieldName = (typeof fieldNames)[number]

/** How much a word counts in a field, and how much the field's length matters (0 to 1). */
const settings: Record<FieldName, { weight: number; length: number; usual: number }> = {
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

/**
 * Between these parts of the mean, length counts. Below, shorter is no better: else a section of one line would beat a
 * heading. Above, longer is no worse: a long text among short ones speaks of more, not with more words (the scope
 * hypothesis of Robertson and Zaragoza 2009; Lv and Zhai 2011 on how BM25 wrongs long texts).
 */
const [shortest, longest] = [0.5, 4]

// So many rows the usual lengths stand for, so that the first few texts of a library set no measure.
const assumed = 20

/** The mean length of each field, in terms, over the rows that have it. */
export type Lengths = {
  /** Adds the lengths of a row's fields (`by` 1) or takes them away (-1). */
  count(lengths: readonly number[], by: 1 | -1): void
  /** What one occurrence counts in a field of so many terms, by BM25F. */
  shareOf(field: FieldName, terms: number): number
}

/** What one occurrence counts in a field of so many terms, whatever else is indexed: equal rows get equal values. */
export function usualShareOf(name: FieldName, terms: number): number {
  return shareBy(name, terms / settings[name].usual)
}

function shareBy(name: FieldName, relativeLength: number): number {
  const { weight, length } = settings[name]
  return weight / (1 - length + length * Math.min(longest, Math.max(shortest, relativeLength)))
}

/** The lengths of an empty index. */
export function createLengths(): Lengths {
  const rows = fieldNames.map(() => assumed)
  const sums = fieldNames.map((name) => assumed * settings[name].usual)
  return {
    count(lengths, by) {
      for (const [place, length] of lengths.entries()) {
        if (length === 0) continue
        rows[place] = (rows[place] ?? 0) + by
        sums[place] = (sums[place] ?? 0) + by * length
      }
    },
    shareOf(name, terms) {
      const place = fieldNames.indexOf(name)
      return shareBy(name, (terms * (rows[place] ?? 1)) / (sums[place] ?? 1))
    },
  }
}
