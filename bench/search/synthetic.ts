import { below, randomFrom, type Random } from './random'
import type { Page } from './twelvefold'

const words = 30_000
const sections = 5
const wordsInSection = 115
const small = 'the of and to in a is that for it as was with on by be at are this not'.split(' ')
const known =
  'data model label training leakage drift baseline gradient batch seed split feature pipeline metric validation test error score deploy serving latency notebook threshold precision recall calibration embedding token transformer classifier regression ensemble overfitting regularisation dropout learning rate loss optimiser checkpoint dataset annotation outlier sampling bootstrap variance confidence hypothesis experiment rollback incident alert monitoring schema migration cache'.split(
    ' ',
  )

/** Texts of a made-up language whose words are as unevenly frequent as those of a real one (Zipf), and queries of it. */
export type Language = { pages(count: number): Generator<Page>; queries(count: number): string[] }

/** The same seed makes the same language, texts and queries: small words first, then 30,000 of syllables and of the trade. */
export function createLanguage(seed: number): Language {
  const vocabulary = vocabularyOf(randomFrom(seed))
  const draw = zipf(vocabulary.length)
  const text = (count: number, random: Random) =>
    Array.from({ length: count }, () => vocabulary[draw(random)] ?? '').join(' ')

  function* pages(count: number): Generator<Page> {
    const random = randomFrom(seed + 1)
    for (let number = 0; number < count; number += 1) {
      const own = Array.from({ length: sections }, (_, place) => ({
        id: place === 0 ? '' : `s${place}`,
        heading: place === 0 ? '' : text(4, random),
        text: text(wordsInSection, random),
      }))
      yield { id: `d${number}`, title: text(6, random), text: '', tags: text(3, random).split(' '), sections: own }
    }
  }

  function queries(count: number): string[] {
    const random = randomFrom(seed + 2)
    const telling = () => vocabulary[Math.max(small.length, draw(random))] ?? ''
    return Array.from({ length: count }, () => Array.from({ length: 2 + below(3, random) }, telling).join(' '))
  }

  return { pages, queries }
}

function vocabularyOf(random: Random): string[] {
  const made = new Set<string>()
  while (made.size < words) made.add(wordOf(random))
  const list = [...made]
  // Among the frequent ones, one for about ten of the made-up.
  for (const [place, word] of known.entries()) list.splice(place * 10, 0, word)
  return [...new Set([...small, ...list])]
}

function wordOf(random: Random): string {
  const one = (letters: string) => letters.charAt(below(letters.length, random))
  const syllable = () => one('bcdfghklmnprstvw') + one('aeiou') + (random() < 0.3 ? one('lnrst') : '')
  return Array.from({ length: 2 + below(3, random) }, syllable).join('')
}

/** Draws ranks of which the nth comes up in proportion to 1 / (n + 2). */
function zipf(size: number): (random: Random) => number {
  const sums = new Float64Array(size)
  for (let rank = 0, sum = 0; rank < size; rank += 1) {
    sum += 1 / (rank + 2)
    sums[rank] = sum
  }
  return (random) => {
    const aim = random() * (sums.at(-1) ?? 0)
    let from = 0
    for (let to = size - 1; from < to;) {
      const middle = (from + to) >> 1
      if ((sums[middle] ?? 0) < aim) from = middle + 1
      else to = middle
    }
    return from
  }
}
