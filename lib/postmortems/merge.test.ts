import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeFields, mergeText, sharedLines, textOf } from './merge'

const merged = (three: Parameters<typeof mergeText>[0]) => {
  const pieces = mergeText(three)
  return { clashes: pieces.filter(({ kind }) => kind === 'clash'), text: textOf(pieces, () => 'mine'), pieces }
}

test('what was changed in different places is merged', () => {
  const base = 'one\ntwo\nthree\nfour\nfive'
  const { clashes, text } = merged({
    base,
    mine: 'ONE\ntwo\nthree\nfour\nfive\nsix',
    theirs: 'one\ntwo\nthree\nFOUR\nfive',
  })
  expect(clashes).toEqual([])
  expect(text).toBe('ONE\ntwo\nthree\nFOUR\nfive\nsix')
})

test('what was changed in the same place clashes, and either side can be had', () => {
  const { clashes, pieces } = merged({ base: 'a\nb\nc', mine: 'a\nB\nc', theirs: 'a\nbee\nc' })
  expect(clashes).toMatchObject([{ kind: 'clash', base: 'b', mine: 'B', theirs: 'bee' }])
  expect(textOf(pieces, () => 'mine')).toBe('a\nB\nc')
  expect(textOf(pieces, () => 'theirs')).toBe('a\nbee\nc')
})

test('the same change on both sides is made once; a removal against a change clashes', () => {
  expect(merged({ base: 'a\nb', mine: 'a\nc', theirs: 'a\nc' })).toMatchObject({ clashes: [], text: 'a\nc' })
  expect(merged({ base: 'a\nb\nc', mine: 'a\nc', theirs: 'a\nB\nc' })).toMatchObject({
    clashes: [{ mine: '', theirs: 'B' }],
    text: 'a\nc',
  })
})

test('a blank line that was chosen stays, and lines that were removed leave none', () => {
  const { pieces } = merged({ base: 'a\nb\nc', mine: 'a\n\nc', theirs: 'a\nX\nc' })
  expect(textOf(pieces, () => 'mine')).toBe('a\n\nc')
  expect(textOf(merged({ base: 'a\nb\nc', mine: 'a\nc', theirs: 'a\nX\nc' }).pieces, () => 'mine')).toBe('a\nc')
})

test('who chooses one side everywhere has every line of a text in which the other one changed all', () => {
  fc.assert(
    fc.property(text, text, (base, mine) => {
      const theirs = base
        .split('\n')
        .map((_, at) => `theirs ${at}`)
        .join('\n')
      expect(textOf(mergeText({ base, mine, theirs }), () => 'theirs')).toBe(theirs)
    }),
  )
})

const text = fc.array(fc.constantFrom('a', 'b', 'c', 'd', ''), { maxLength: 8 }).map((lines) => lines.join('\n'))

test('against an unchanged side the other one wins whole', () => {
  fc.assert(
    fc.property(text, text, (base, mine) => {
      const one = mergeText({ base, mine, theirs: base })
      const other = mergeText({ base, mine: base, theirs: mine })
      expect(one.some(({ kind }) => kind === 'clash') || other.some(({ kind }) => kind === 'clash')).toBe(false)
      expect(textOf(one, () => 'theirs')).toBe(mine)
      expect(textOf(other, () => 'mine')).toBe(mine)
    }),
  )
})

test('no line of anybody is lost: it is merged, or stands in a clash', () => {
  fc.assert(
    fc.property(text, text, text, (base, mine, theirs) => {
      const pieces = mergeText({ base, mine, theirs })
      const shown = pieces.flatMap((piece) =>
        piece.kind === 'merged' ? piece.text.split('\n') : [...piece.mine.split('\n'), ...piece.theirs.split('\n')],
      )
      for (const side of [mine, theirs]) {
        for (const line of side.split('\n')) if (!base.split('\n').includes(line)) expect(shown).toContain(line)
      }
    }),
  )
})

test('without the version both began with, the lines they share stand in for it', () => {
  expect(sharedLines('a\nb\nc', 'a\nx\nc')).toBe('a\nc')
})

test('fields are merged by name; what both changed clashes and keeps one’s own', () => {
  const base = { title: 'T', severity: 'minor', tags: ['a'], heuristic: 'h' }
  const mine = { ...base, title: 'Mine', tags: ['b'] }
  const theirs = { title: 'Theirs', severity: 'major', tags: ['a'], status: 'closed' }
  expect(mergeFields<Record<string, unknown>>({ base, mine, theirs })).toEqual({
    fields: { title: 'Mine', severity: 'major', tags: ['b'], status: 'closed' },
    clashes: [{ name: 'title', mine: 'Mine', theirs: 'Theirs' }],
  })
})
