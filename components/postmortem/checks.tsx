import { publicCase, type Postmortem } from '@/lib/library/schema'
import { ActionForm, type Action } from '@/components/ui/action-form'
import { momentText } from '@/components/ui/moment'
import { TextField } from '@/components/ui/text-field'

type Props = {
  postmortem: Postmortem
  /** For who is signed in and did not write it. */
  check: Action | undefined
}

/** Who else has looked at a postmortem and what they checked; and, for who may, the way to say so. */
export function Checks({ postmortem: { id, checks, tags }, check }: Props) {
  return (
    <section aria-labelledby="checks" className="mt-12">
      <h2 id="checks" className="font-sans text-ui font-semibold">
        A second pair of eyes
      </h2>
      {checks.length === 0 ? (
        <p className="mt-1 max-w-[60ch] text-ink-2">
          Not checked yet.{' '}
          {tags.includes(publicCase)
            ? publicWords
            : 'Somebody who did not write it can look and say what they checked.'}
        </p>
      ) : (
        <ul className="mt-1">
          {checks.map(({ by, on, what }, index) => (
            <li key={index} className="py-1 [overflow-wrap:anywhere]">
              Checked by <strong>{by}</strong> on <span className="tabular-nums">{momentText(on)}</span>: {what}
            </li>
          ))}
        </ul>
      )}
      {check && (
        <details className="mt-2">
          <summary className="min-h-6 w-fit text-accent">I checked this</summary>
          <ActionForm action={check} submit="Add to the page" look="small" className="mt-3 grid max-w-[38rem] gap-3">
            <input type="hidden" name="id" value={id} />
            <TextField
              name="what"
              label="What did you check?"
              help="In a line, for everybody who reads this: what you looked at, and what you found."
              maxLength={400}
              required
            />
          </ActionForm>
        </details>
      )}
    </section>
  )
}

const publicWords = 'It rests on the sources named below; who has read them can say what they checked.'
