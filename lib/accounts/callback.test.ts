import { expect, test } from 'vitest'
import { safeCallback } from './callback'

test.each(['/', '/lessons/math-or-code#try-it', '/search?q=a%20b&kind=lesson', '/write/new'])('%s stays', (path) => {
  expect(safeCallback(path)).toBe(path)
})

test.each([
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n//evil.example',
  '\\\\evil.example',
  '/..//evil.example',
  'javascript:alert(1)',
  'http:evil',
  'lessons',
  '',
  '/'.padEnd(3000, 'a'),
  undefined,
  ['/a', '/b'],
  'http://[',
])('%j goes home', (given) => {
  expect(safeCallback(given)).toBe('/')
})
