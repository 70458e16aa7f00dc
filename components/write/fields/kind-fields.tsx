'use client'

import { describedBy, Field, FieldError } from '@/components/ui/field'
import { failureClassNames } from '../choices'
import { useOne, type FormFields } from './inputs'

/** The kind of failure: the main one, others, and words to find it by. */
export function KindFields({ form }: { form: FormFields }) {
  const { fields, change } = form
  const [main = 'none of these', ...others] = fields.failureClass
  const help = form.help.failureClass ?? ''
  const error = form.errors.failureClass
  const othersError = others.length > 4 ? 'At most five kinds in all' : undefined
  const set = (next: string, rest: string[]) =>
    change({ ...fields, failureClass: [next, ...rest.filter((one) => one !== next && one !== 'none of these')] })
  return (
    <>
      <Field id="failureClass" label="Kind of failure" help={help} error={error}>
        <select
          {...describedBy('failureClass', { help: help !== '', error })}
          className="field"
          value={main}
          onChange={({ target }) => set(target.value, others)}
        >
          {failureClassNames.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </Field>
      {main !== 'none of these' && (
        <fieldset aria-describedby={othersError && 'others-error'}>
          <legend className="font-semibold">Other kinds it shows</legend>
          <div className="mt-1 grid gap-x-6 gap-y-1 sm:grid-cols-2">
            {failureClassNames.map(
              (name) =>
                name !== main &&
                name !== 'none of these' && (
                  <label key={name} className="flex min-h-7 items-baseline gap-2">
                    <input
                      type="checkbox"
                      checked={others.includes(name)}
                      onChange={({ target }) =>
                        set(main, target.checked ? [...others, name] : others.filter((one) => one !== name))
                      }
                      className="size-4 shrink-0 translate-y-0.5"
                    />
                    {name}
                  </label>
                ),
            )}
          </div>
          <FieldError id="others" error={othersError} />
        </fieldset>
      )}
      <TagsInput form={form} />
    </>
  )
}

function TagsInput({ form }: { form: FormFields }) {
  const path = Object.keys(form.errors).find((name) => name.startsWith('tags'))
  const { value, set, outer, inner } = useOne({
    form: { ...form, errors: path ? { tags: form.errors[path] ?? '' } : {} },
    path: 'tags',
    label: 'Tags',
    help: 'Words to find it by, separated by commas.',
  })
  const text = Array.isArray(value) ? value.join(',') : ''
  return (
    <Field {...outer}>
      <input
        {...inner}
        className="field"
        value={text}
        onChange={({ target }) => set(target.value === '' ? [] : target.value.split(',').map((tag) => tag.trimStart()))}
      />
    </Field>
  )
}
