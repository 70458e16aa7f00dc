import { Field } from '@/components/ui/field'

type BodyProps = {
  ref: React.Ref<HTMLTextAreaElement>
  value: string
  onChange: (text: string) => void
  error: string | undefined
}

/** The text of the document, as Markdown. */
export function BodyField({ ref, value, onChange, error }: BodyProps) {
  return (
    <Field id="body" label="What happened" error={error}>
      <p id="body-help" className="mb-2 text-meta text-ink-3">
        Markdown with the components of the <a href="/write/guide">authoring guide</a>. Replace the questions in
        italics; leave out what does not apply.
      </p>
      <textarea
        ref={ref}
        id="body"
        name="body"
        rows={26}
        spellCheck
        aria-invalid={error ? true : undefined}
        aria-describedby="body-help"
        className="field font-mono text-sm! leading-relaxed"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </Field>
  )
}
