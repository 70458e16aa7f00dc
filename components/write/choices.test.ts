import { expect, test } from 'vitest'
import { failureClasses, severities } from '@/lib/library/schema'
import { bodySchema } from '@/lib/postmortems/schema'
import { failureClassNames, mostBody, severityChoices } from './choices'

test('the form offers the severities of the schema, in their order', () => {
  expect(severityChoices.map(({ value }) => value)).toEqual([...severities])
})

test('the form offers the failure classes of the schema', () => {
  expect([...failureClassNames].sort()).toEqual([...failureClasses].sort())
})

test('the form sends no body that the schema refuses for its length', () => {
  expect(bodySchema.safeParse('x'.repeat(mostBody)).success).toBe(true)
  expect(bodySchema.safeParse('x'.repeat(mostBody + 1)).success).toBe(false)
})
