import { expect, test } from 'vitest'
import { failureClasses, severities } from '@/lib/library/schema'
import { failureClassNames, severityChoices } from './choices'

test('the form offers the severities of the schema, in their order', () => {
  expect(severityChoices.map(({ value }) => value)).toEqual([...severities])
})

test('the form offers the failure classes of the schema', () => {
  expect([...failureClassNames].sort()).toEqual([...failureClasses].sort())
})
