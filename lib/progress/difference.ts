import { compareTexts, countWords, type Run } from '@/lib/library'

export type { Run } from '@/lib/library'

/** How two texts differ: the words that went or came, and each place with what stood there and what stands there now. */
export type Difference = { words: number; places: Run[][] }

/** At most so many words may go or come before a text counts as another one: a typing error mended, a link replaced. */
export const trifle = 10

/** Compares two Markdown texts paragraph by paragraph, and within those that differ word by word. */
export function differenceOf(before: string, after: string): Difference {
  const places = compareTexts(before, after).filter((runs) => runs.some((run) => run.in !== 'both'))
  const changed = places.flat().filter((run) => run.in !== 'both')
  return { words: changed.reduce((sum, { text }) => sum + countWords(text), 0), places }
}
