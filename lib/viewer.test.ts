import { expect, test } from 'vitest'
import { hasRole, requireRole, roles, type Viewer } from './viewer'

const viewer = (role: Viewer['role']): Viewer => ({ id: 'a', name: 'A', email: 'a@example.org', role })

test.each(roles.flatMap((own, have) => roles.map((needed, need) => [own, needed, have >= need] as const)))(
  'a %s and what takes a %s: %s',
  (own, needed, may) => {
    expect(hasRole(viewer(own), needed)).toBe(may)
  },
)

test('nobody has no role', () => {
  expect(hasRole(undefined, 'reader')).toBe(false)
  expect(() => requireRole(undefined, 'reader')).toThrow(expect.objectContaining({ code: 'unauthenticated' }))
})

test('too small a role is told which one it takes', () => {
  expect(() => requireRole(viewer('reader'), 'writer')).toThrow(/takes the role of writer, and yours is reader/)
})
