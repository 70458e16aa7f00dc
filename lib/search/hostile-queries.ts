import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

const strings = path.resolve('../shared/data/hostile/strings/blns.json')

const codes = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index))
const control = [...codes(0x00, 0x1f), ...codes(0x7f, 0x9f)]
const turning = [...codes(0x200b, 0x200f), ...codes(0x202a, 0x202e), ...codes(0x2066, 0x2069), '\u061c', '\ufeff']
const signs = Array.from('"\'`-–+*?.,:;!~^$|&=<>()[]{}/\\#%@_')

/**
 * What nobody types by intent, and programs send all the same: nothing, too much, what cannot be seen, turns lines round
 * or is no character, parts of expressions, operators and filters that say nothing.
 */
const own = [
  '',
  '   ',
  'x'.repeat(10_000),
  'x '.repeat(5000),
  'leakage '.repeat(24),
  'leakage '.repeat(25),
  Array.from({ length: 40 }, (_, index) => `w${index}`).join(' '),
  'é'.repeat(200),
  '漢字'.repeat(100),
  `e${'\u0301'.repeat(150)}`,
  '👩‍👩‍👧‍👦'.repeat(18),
  'a'.repeat(199),
  'ab'.repeat(100),
  ...control.map((sign) => `leak${sign}age`),
  ...turning.map((sign) => `${sign}leakage ${sign}drift`),
  control.join(''),
  turning.join(''),
  '\ud800',
  'leak\udfffage',
  ...signs,
  ...signs.map((sign) => sign.repeat(100)),
  ...signs.map((sign) => `${sign}leakage${sign}`),
  '(a+)+$',
  '[a-z',
  '(?<=x)y',
  '\\p{L}+',
  '.*.*.*.*.*=.*',
  '^(.+)+$ leakage',
  '$&',
  "$' $` $1",
  '"leakage',
  'leakage"',
  '"',
  '""',
  '" "',
  '"""leakage"" drift"',
  '"a" "b" "c" "d" "e" "f" "g" "h" "i" "j" "k" "l"',
  '“leakage” ‘drift',
  '-',
  '--',
  '-leakage',
  '-"leakage',
  '-leakage -drift -model',
  '"model"',
  '"data model"',
  '-"data model"',
  'AND OR NOT',
  'leakage AND (drift OR',
  'title:leakage^2~0.5',
  'lesson:',
  'lesson:0',
  'lesson:1e999',
  'lesson:7 lesson:7 lesson:7 lesson:8',
  'kind:"',
  'tag:"data join',
  'tag:""',
  'is:',
  'is:unread is:open is:nothing',
  'before: after:',
  'before:9999-99-99 after:-1',
  '-lesson:7',
  '-is:open',
  'severity:severity:major',
  ':::',
  '__proto__',
  'constructor',
  'tag:__proto__',
  'author:constructor',
  'toString hasOwnProperty valueOf',
  '<script>alert(1)</script>',
  "'; drop table users; --",
  '../../etc/passwd',
  '%00 %ff %E0%A4%A',
]

/** Lines of a list of naughty strings that lies beside the repository on some machines; none where it does not. */
export const naughtyStrings = existsSync(strings) ? (JSON.parse(readFileSync(strings, 'utf8')) as string[]) : []

/** Every hostile query there is. */
export const hostileQueries = [...own, ...naughtyStrings]
