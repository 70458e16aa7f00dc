'use client'

import { actionKinds, actionStates } from '../choices'
import { Columns, SelectInput, TextInput, type FormFields } from './inputs'
import { Rows } from './rows'

/** What is done about it, a row for each action. */
export function ActionFields({ form }: { form: FormFields }) {
  return (
    <Rows form={form} path="actions" name="action" blank={{ what: '', kind: 'prevent' }}>
      {(path) => (
        <>
          <TextInput form={form} path={`${path}.what`} label="What" maxLength={300} />
          <Columns>
            <SelectInput form={form} path={`${path}.kind`} label="Kind" choices={actionKinds} />
            <TextInput form={form} path={`${path}.owner`} label="Owner" maxLength={80} />
            <TextInput
              form={form}
              path={`${path}.due`}
              label="Due"
              type="date"
              help="Until when; in seven days if you leave it open."
            />
            {form.isPublished && (
              <SelectInput form={form} path={`${path}.state`} label="State" choices={actionStates} />
            )}
          </Columns>
        </>
      )}
    </Rows>
  )
}
