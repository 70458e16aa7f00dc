import { expect, test } from 'vitest'
import { getFieldHelp } from './field-help'
import { givenFieldsSchema } from './schema'

test('every field that a person gives has its sentence, those of rows too', () => {
  const help = getFieldHelp()
  for (const name of Object.keys(givenFieldsSchema.shape)) expect(help[name], name).toMatch(/\.$/)
  expect(help).toMatchObject({
    'actions.due': 'Until when.',
    'versions.dataset': 'The dataset.',
    'metrics.slice': 'On which part of the data.',
    'baseline.beatModel': 'Whether the baseline was better than the model.',
    'sources.year': 'The year it appeared.',
    detectedBy: 'What or who noticed it first.',
  })
})
