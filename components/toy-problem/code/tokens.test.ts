import { expect, test } from 'vitest'
import { tokensOf } from './tokens'

const shown = (code: string) => tokensOf(code).map(({ kind, from, to }) => [kind, code.slice(from, to)])

test('keywords, names that are called or made, strings, numbers and comments have their colours', () => {
  expect(shown('def mean(rows):  # of all\n    return sum(rows) / 2.5 if rows else None')).toEqual([
    ['keyword', 'def'],
    ['function', 'mean'],
    ['comment', '# of all'],
    ['keyword', 'return'],
    ['function', 'sum'],
    ['constant', '2.5'],
    ['keyword', 'if'],
    ['keyword', 'else'],
    ['constant', 'None'],
  ])
})

test('a string goes over several lines, holds hashes and quotes, and may be unfinished', () => {
  expect(shown('x = """a # b\n"c" """\ny = f\'d\\\'e\'')).toEqual([
    ['string', '"""a # b\n"c" """'],
    ['string', "f'd\\'e'"],
  ])
  expect(shown('"open\nif """never')).toEqual([
    ['string', '"open'],
    ['keyword', 'if'],
    ['string', '"""never'],
  ])
})

test('a word inside a name is no keyword', () => {
  expect(shown('format_in = classes.notify')).toEqual([])
})
