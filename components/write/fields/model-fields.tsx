'use client'

import { Field } from '@/components/ui/field'
import { lacksBaseline } from '../lacks-baseline'
import { Columns, FigureInput, TextInput, useOne, type FormFields } from './inputs'
import { Rows } from './rows'

/** What a reader of machine learning asks for: versions, values, the baseline. */
export function ModelFields({ form }: { form: FormFields }) {
  return (
    <>
      <Columns>
        <TextInput form={form} path="versions.model" label="Model" />
        <TextInput form={form} path="versions.dataset" label="Dataset" />
        <TextInput form={form} path="versions.code" label="Code" />
        <TextInput form={form} path="versions.run" label="Run" />
      </Columns>
      <fieldset>
        <legend className="font-semibold">Metrics</legend>
        <p className="mb-2 text-meta text-ink-3">{form.help.metrics}</p>
        <Rows form={form} path="metrics" name="metric" blank={{ name: '' }}>
          {(path) => (
            <Columns>
              <TextInput form={form} path={`${path}.name`} label="Name" maxLength={120} />
              <TextInput form={form} path={`${path}.slice`} label="Slice" maxLength={160} />
              <FigureInput form={form} path={`${path}.expected`} label="Expected" />
              <FigureInput form={form} path={`${path}.observed`} label="Observed" />
            </Columns>
          )}
        </Rows>
      </fieldset>
      <div>
        <Columns>
          <TextInput form={form} path="baseline.what" label="Baseline" />
          <BeatModel form={form} />
        </Columns>
        <p role="status" className="mt-1 text-meta text-warn">
          {lacksBaseline(form.fields) &&
            'A failure of evaluation without a baseline: say what the model was compared with, or why nothing was. It can be published without.'}
        </p>
      </div>
    </>
  )
}

function BeatModel({ form }: { form: FormFields }) {
  const { value, set, outer, inner } = useOne({ form, path: 'baseline.beatModel', label: 'Did it beat the model?' })
  const shown = value === true ? 'yes' : value === false ? 'no' : ''
  return (
    <Field {...outer}>
      <select
        {...inner}
        className="field"
        value={shown}
        onChange={({ target }) => set(target.value === '' ? undefined : target.value === 'yes')}
      >
        <option value="">not said</option>
        <option>yes</option>
        <option>no</option>
      </select>
    </Field>
  )
}
