'use client'

import { useMemo, useRef } from 'react'
import { describedBy, Field } from '@/components/ui/field'
import { applyRewrites } from '@/lib/markup/place'
import type { Problem } from '@/lib/markup/schema'
import type { EditableSource, SourceTexts } from '@/lib/postmortems/form-state'
import { BodyField } from './body-field'
import { mostBody } from './choices'
import type { TextHandle } from './editor/use-editor'
import { ProblemList } from './problem-list'
import { tooLong } from './use-preview'

type Props = {
  opened: EditableSource
  texts: SourceTexts
  write: (name: keyof SourceTexts, text: string) => void
  /** What was found in the text, whether it is the text as it is now, and what else is to be said of it. */
  check: { problems: Problem[]; isCurrent: boolean; warnings: string[] }
  errors: Record<string, string>
}

/** The texts of a lesson or a toy problem: its own in the editor, with its problems, and a field for each file beside it. */
export function SourceFields({ opened, texts, write, check: { problems, isCurrent, warnings }, errors }: Props) {
  const handle = useRef<TextHandle>(null)
  const shown = useMemo(() => (isCurrent ? problems : []), [isCurrent, problems])
  const { source } = texts
  return (
    <>
      <BodyField
        ref={handle}
        label="The text, with its front matter"
        value={source}
        prose={source.replace(/^---\n[\s\S]*?\n---\n/, '')}
        onChange={(text) => write('source', text)}
        problems={shown}
        sections={noSections}
        draftKey={opened.id}
        error={source.length > mostBody ? tooLong : errors['texts.source']}
      />
      <p className="mt-1 text-meta text-ink-3">
        Its id{opened.kind === 'lesson' && ' and its number'} cannot be changed.
      </p>
      <ProblemList
        problems={problems}
        onGoTo={(place) => handle.current?.goTo(place)}
        onRewrite={(rewrites) => isCurrent && write('source', applyRewrites(source, rewrites))}
      />
      {warnings.map((warning) => (
        <p key={warning} className="mt-2 text-warn">
          {warning}
        </p>
      ))}
      {namesOf(texts).map((name) =>
        name === 'source' ? null : (
          <CodeField
            key={name}
            name={name}
            value={texts[name] ?? ''}
            error={errors[`texts.${name}`]}
            onChange={(text) => write(name, text)}
          />
        ),
      )}
    </>
  )
}

const noSections: never[] = []

type CodeProps = {
  name: Exclude<keyof SourceTexts, 'source'>
  value: string
  error: string | undefined
  onChange: (text: string) => void
}

const codeHelp = {
  starter: 'What a reader begins with.',
  checks: 'What must hold of an answer; it is run on the reader’s own machine.',
  solution: 'One way to do it.',
}

function CodeField({ name, value, error, onChange }: CodeProps) {
  return (
    <div className="mt-6">
      <Field id={name} label={`${name}.py`} help={codeHelp[name]} error={error}>
        <textarea
          {...describedBy(name, { help: true, error })}
          className="field font-mono text-meta"
          rows={12}
          spellCheck={false}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      </Field>
    </div>
  )
}

/** The names of the texts, in their order. */
export function namesOf(texts: SourceTexts): (keyof SourceTexts)[] {
  return Object.keys(texts) as (keyof SourceTexts)[]
}
