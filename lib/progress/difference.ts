import { diffArrays, diffWordsWithSpace } from 'diff'

/** A run of words that both texts have, or one of them. */
export type Run = { text: string; in: 'both' | 'before' | 'after' }

/** How two texts differ: the words that went or came, and each place with what stood there and what stands there now. */
export type Difference = { words: number; places: Run[][] }

/** At most so many words may go or come before a text counts as another one: a typing error mended, a link replaced. */
export const trifle = 10

const mostWords = 4000

/** Compares two Markdown texts paragraph by paragraph, and within those that differ word by word. */
export function differenceOf(before: string, after: string): Difference {
  const parts = diffArrays(paragraphsOf(before), paragraphsOf(after))
  const places: Run[][] = []
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]
    if (!part || (!part.added && !part.removed)) continue
    // What was removed stands right before what took its place.
    const next = parts[at + 1]
    const isReplaced = part.removed && next?.added
    places.push(isReplaced ? runsOf(part.value, next.value) : runsOf(...onOneSide(part)))
    if (isReplaced) at += 1
  }
  const changed = places.flat().filter((run) => run.in !== 'both')
  return { words: changed.reduce((sum, { text }) => sum + countWords(text), 0), places }
}

function onOneSide({ value, added }: { value: string[]; added: boolean }): [string[], string[]] {
  return added ? [[], value] : [value, []]
}

function runsOf(before: string[], after: string[]): Run[] {
  const [old, now] = [before.join('\n\n'), after.join('\n\n')]
  const whole: Run[] = [
    { text: old, in: 'before' },
    { text: now, in: 'after' },
  ]
  // Comparing takes the product of both lengths.
  if (before.length === 0 || after.length === 0 || countWords(old) + countWords(now) > mostWords) {
    return whole.filter(({ text }) => text !== '')
  }
  return diffWordsWithSpace(old, now).map(({ value, added, removed }) => ({
    text: value,
    in: added ? 'after' : removed ? 'before' : 'both',
  }))
}

/** Paragraphs as blank lines part them; a fenced block is one, whatever it holds. */
function paragraphsOf(text: string): string[] {
  const blocks = text.replaceAll('\r\n', '\n').split(/\n[ \t]*\n+/)
  const paragraphs: string[] = []
  let isFenced = false
  for (const block of blocks) {
    if (isFenced) paragraphs.push(`${paragraphs.pop() ?? ''}\n\n${block}`)
    else if (block.trim() !== '') paragraphs.push(block.trim())
    const fences = block.match(/^ {0,3}(?:```|~~~)/gm) ?? []
    if (fences.length % 2 === 1) isFenced = !isFenced
  }
  return paragraphs
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}
