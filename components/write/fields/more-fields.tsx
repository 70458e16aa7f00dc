'use client'

import { lacksBaseline } from '../lacks-baseline'
import { statusNames } from '../choices'
import { ActionFields } from './action-fields'
import { Group } from './group'
import { NumberInput, SelectInput, TextInput, Columns, type FormFields } from './inputs'
import { KindFields } from './kind-fields'
import { ModelFields } from './model-fields'
import { tidy } from './paths'
import { Rows } from './rows'
import { TimesFields } from './times-fields'

/** Everything that a postmortem may say besides its first five fields, in groups. */
export function MoreFields({ form, today }: { form: FormFields; today: string }) {
  const has = (...names: string[]) => names.some((name) => isSaid(tidy(form.fields)[name]))
  const isClassed = form.fields.failureClass[0] !== 'none of these'
  return (
    <div className="mt-8 border-b border-line">
      <Group title="Kind" about="kind of failure, tags" isFilled={isClassed || has('tags')}>
        <KindFields form={form} />
      </Group>
      <Group
        title="Times"
        about="how long it took to notice and to end it"
        isFilled={has('started', 'detected', 'mitigated', 'resolved', 'detectedBy')}
      >
        <TimesFields form={form} today={today} />
      </Group>
      <Group title="Impact" about="people, decisions, money" isFilled={has('impact')}>
        <TextInput form={form} path="impact.people" label="People" maxLength={400} />
        <TextInput form={form} path="impact.decisions" label="Decisions" maxLength={400} />
        <TextInput form={form} path="impact.money" label="Money" maxLength={400} />
      </Group>
      <Group
        title="Model and data"
        about={lacksBaseline(form.fields) ? 'a baseline is missing' : 'versions, metrics, baseline'}
        isFilled={has('versions', 'metrics', 'baseline')}
      >
        <ModelFields form={form} />
      </Group>
      <Group title="Actions" about="what is done about it, by whom, until when" isFilled={has('actions')}>
        <ActionFields form={form} />
        {form.isPublished && <SelectInput form={form} path="status" label="Status" choices={statusNames} />}
      </Group>
      <Group title="To remember" about="a line, and sources" isFilled={has('heuristic', 'sources')}>
        <TextInput form={form} path="heuristic" label="One line" maxLength={300} />
        <Rows form={form} path="sources" name="source" blank={{ title: '' }}>
          {(path) => (
            <>
              <TextInput form={form} path={`${path}.title`} label="Title" maxLength={400} />
              <Columns>
                <TextInput form={form} path={`${path}.address`} label="Address" type="url" />
                <NumberInput form={form} path={`${path}.year`} label="Year" />
              </Columns>
            </>
          )}
        </Rows>
      </Group>
    </div>
  )
}

function isSaid(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined
}
