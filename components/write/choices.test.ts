import { expect, test } from 'vitest'
import { failureClasses, postmortemSchema, severities } from '@/lib/library/schema'
import { bodySchema } from '@/lib/postmortems/schema'
import {
  actionKinds,
  actionStates,
  detectedByNames,
  failureClassNames,
  mostBody,
  severityChoices,
  statusNames,
} from './choices'

test('the form offers the severities of the schema, in their order', () => {
  expect(severityChoices.map(({ value }) => value)).toEqual([...severities])
})

test('the form offers the failure classes of the schema', () => {
  expect([...failureClassNames].sort()).toEqual([...failureClasses].sort())
})

test('the form offers what the schema takes for the smaller choices', () => {
  const { detectedBy, status, actions } = postmortemSchema.shape
  expect(detectedBy.unwrap().options).toEqual([...detectedByNames])
  expect(status.unwrap().options).toEqual([...statusNames])
  const action = actions.unwrap().element.shape
  expect(action.kind.options).toEqual([...actionKinds])
  expect(action.state.unwrap().options).toEqual([...actionStates])
})

test('the form sends no body that the schema refuses for its length', () => {
  expect(bodySchema.safeParse('x'.repeat(mostBody)).success).toBe(true)
  expect(bodySchema.safeParse('x'.repeat(mostBody + 1)).success).toBe(false)
})
