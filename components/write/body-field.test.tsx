import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { blankFields } from '@/lib/postmortems/draft'
import { BodyField } from './body-field'
import { attributesOf } from './editor/use-editor'
import { KindFields } from './fields/kind-fields'

const nothing = () => undefined

describe('a field that was refused says why to whoever cannot see it', () => {
  test('the text, while it is a plain field', () => {
    const html = renderToStaticMarkup(
      <BodyField ref={null} value="" onChange={nothing} problems={[]} sections={[]} draftKey="key" error="Too long" />,
    )
    expect(html).toMatch(/<textarea[^>]* aria-invalid="true" aria-describedby="body-help body-error"/)
    expect(html).toContain('id="body-error"')
  })

  test('the text, once it is an editor', () => {
    expect(attributesOf('What happened', 'Too long')).toMatchObject({
      id: 'body',
      'aria-label': 'What happened',
      'aria-invalid': 'true',
      'aria-describedby': 'body-help body-error',
    })
    const good = attributesOf('What happened', undefined)
    expect(good['aria-describedby']).toBe('body-help')
    expect(good).not.toHaveProperty('aria-invalid')
  })

  test('the kind of failure, and too many of its other kinds', () => {
    const failureClass = ['leakage', 'drift', 'evaluation', 'data quality', 'label quality', 'feedback loop']
    const fields = { ...blankFields, failureClass }
    const errors = { failureClass: 'At most five' }
    const help = { failureClass: 'Why it failed.' }
    const html = renderToStaticMarkup(
      <KindFields form={{ fields, change: nothing, errors, help, isPublished: false }} />,
    )
    expect(html).toMatch(/<select[^>]* aria-invalid="true" aria-describedby="failureClass-help failureClass-error"/)
    expect(html).toMatch(/<fieldset[^>]* aria-describedby="others-error"/)
  })
})
