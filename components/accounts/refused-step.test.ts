import { expect, test } from 'vitest'
import { refusedStep } from './refused-step'

const steps = [{ names: ['email', 'name', 'password'] }, { names: ['siteName', 'access'] }, { names: ['content'] }]

test('a refused name of the site leads to the step of the site', () => {
  expect(refusedStep(steps, { failed: 'Some fields need a look.', fields: { siteName: 'Too short' } })).toBe(1)
})

test('of several refused fields the first step counts', () => {
  expect(refusedStep(steps, { fields: { access: 'No', password: 'Too short' } })).toBe(0)
})

test('nothing leads anywhere that is about no field of the form', () => {
  for (const state of [null, { done: 'Done.' }, { failed: 'No.' }, { fields: { token: 'No' } }]) {
    expect(refusedStep(steps, state)).toBeUndefined()
  }
})
