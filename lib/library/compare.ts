import { diffArrays, diffWordsWithSpace } from 'diff'

/** A run of words that both texts have, or one of them. */
export type Run = { text: string; in: 'both' | 'before' | 'after' }

const mostWords = 4000
const mostMoves = 1000

/**
 * Compares two Markdown texts paragraph by paragraph, and within those that differ word by word. Each stretch is of
 * paragraphs that both have, one run, or of such that differ, with what stood there and what stands there now.
 */
export function compareTexts(before: string, after: string): Run[][] {
  const [old, now] = [paragraphsOf(before), paragraphsOf(after)]
  // Comparing takes the product of length and difference: texts that have little in common are shown one by one.
  const parts = diffArrays(old, now, { maxEditLength: mostMoves }) ?? [
    { value: old, removed: true, added: false },
    { value: now, removed: false, added: true },
  ]
  const stretches: Run[][] = []
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at]
    if (!part) continue
    // What was removed stands right before what took its place.
    const next = parts[at + 1]
    const isReplaced = part.removed && next?.added
    if (isReplaced) at += 1
    stretches.push(isReplaced ? runsOf(part.value, next.value) : [{ text: part.value.join('\n\n'), in: sideOf(part) }])
  }
  return stretches.filter((runs) => runs.some(({ text }) => text !== ''))
}

/** How many words a text has. */
export function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}

function sideOf({ added, removed }: { added?: boolean; removed?: boolean }): Run['in'] {
  return added ? 'after' : removed ? 'before' : 'both'
}

function runsOf(before: string[], after: string[]): Run[] {
  const [old, now] = [before.join('\n\n'), after.join('\n\n')]
  const whole: Run[] = [
    { text: old, in: 'before' },
    { text: now, in: 'after' },
  ]
  // Comparing takes the product of both lengths.
  if (countWords(old) + countWords(now) > mostWords) return whole.filter(({ text }) => text !== '')
  return diffWordsWithSpace(old, now).map((part) => ({ text: part.value, in: sideOf(part) }))
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
