import { editDistance } from './edit-distance'
import { below, type Random } from './random'

const letters = 'abcdefghijklmnopqrstuvwxyz'
// Of four letters or more, since shorter ones are left alone anyway. Own to the eval: what is typed wrong must not
// change when the product's stop words do.
const small = new Set(
  (
    'about above after again against also been before being below between both cannot could does doing down during each ' +
    'from further have having here hers herself himself into itself just more most much must myself once only other ought ' +
    'ours ourselves over same shall should some such than that their theirs them themselves then there these they this ' +
    'those through under until upon very were what when where whether which while whom whose will with within without would ' +
    'your yours yourself yourselves'
  ).split(' '),
)

/** The query with one typing error in one word of at least four letters, or nothing if it has no such word. */
export function withTypo(query: string, random: Random): string | undefined {
  return inOneWord(query, { shortest: 4, random, change: (word) => edited(word, random) })
}

/** The query with two typing errors in one word of at least eight letters, or nothing if it has no such word. */
export function withTwoTypos(query: string, random: Random): string | undefined {
  return inOneWord(query, { shortest: 8, random, change: (word) => editedTwice(word, random) })
}

/** The query as it stands while its last word is half typed (three letters at least), or nothing if that is the word. */
export function withBeginning(query: string): string | undefined {
  const last = [...query.matchAll(/\p{L}+/gu)].at(-1)
  if (!last) return undefined
  const [word] = last
  const length = Math.max(3, Math.ceil(word.length / 2))
  return length < word.length ? query.slice(0, last.index + length) : undefined
}

type Change = { shortest: number; random: Random; change: (word: string) => string }

function inOneWord(query: string, { shortest, random, change }: Change): string | undefined {
  const words = [...query.matchAll(/\p{L}+/gu)].filter(
    ([word]) => word.length >= shortest && !small.has(word.toLowerCase()),
  )
  const chosen = words[below(words.length, random)]
  if (!chosen) return undefined
  const [word] = chosen
  return query.slice(0, chosen.index) + change(word) + query.slice(chosen.index + word.length)
}

/** One letter put in, left out, taken for another or swapped with its neighbour, anywhere; never the word itself. */
export function edited(word: string, random: Random): string {
  const kinds = [inserted, deleted, substituted, transposed]
  const result = (kinds[below(kinds.length, random)] ?? inserted)(word, random)
  return result === word ? edited(word, random) : result
}

// Two edits may come to one (what was put in is left out) or, around a swap, to three.
function editedTwice(word: string, random: Random): string {
  const result = edited(edited(word, random), random)
  return editDistance(word, result) === 2 ? result : editedTwice(word, random)
}

function inserted(word: string, random: Random): string {
  const at = below(word.length + 1, random)
  return word.slice(0, at) + letter(random) + word.slice(at)
}

function deleted(word: string, random: Random): string {
  const at = below(word.length, random)
  return word.slice(0, at) + word.slice(at + 1)
}

function substituted(word: string, random: Random): string {
  const at = below(word.length, random)
  return word.slice(0, at) + letter(random) + word.slice(at + 1)
}

function transposed(word: string, random: Random): string {
  const at = below(word.length - 1, random)
  return word.slice(0, at) + word.slice(at + 1, at + 2) + word.slice(at, at + 1) + word.slice(at + 2)
}

function letter(random: Random): string {
  return letters.charAt(below(letters.length, random))
}
