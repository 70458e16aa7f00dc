'use client'

import { isSameText } from '@/lib/postmortems/merge-draft'
import type { DraftText, SavedText } from '@/lib/postmortems/draft'

type Props = { mine: DraftText; theirs: SavedText; choose: (which: 'mine' | 'theirs') => void }

/** Two texts of one draft that were changed in the same place: the other one beside the form, and the choice. */
export function DraftConflict({ mine, theirs, choose }: Props) {
  const { text } = theirs
  const names = Object.keys(text.fields).filter((name) => differs(mine, text, name))
  return (
    <section aria-label="The other text" className="mt-2 border border-warn bg-warn-soft px-5 py-4">
      <h2 className="text-xl">The other text of this draft</h2>
      <p className="mt-1 text-ink-2">
        It was saved in another browser or on another device since, and both changed the same place. Whichever you
        choose, the other one stays among your drafts.
      </p>
      <dl className="mt-3 text-meta">
        {names.map((name) => (
          <div key={name}>
            <dt className="inline font-semibold">{name}: </dt>
            <dd className="inline [overflow-wrap:anywhere]">{wordsOf(text.fields[name])}</dd>
          </div>
        ))}
      </dl>
      {text.body !== mine.body && (
        <pre
          tabIndex={0}
          aria-label="Its text"
          className="mt-3 max-h-72 overflow-auto whitespace-pre-wrap border border-line bg-surface p-3 font-mono text-sm"
        >
          {text.body}
        </pre>
      )}
      <p className="mt-4 flex flex-wrap gap-3">
        <button type="button" className="button" onClick={() => choose('mine')}>
          Keep mine
        </button>
        <button type="button" className="button" onClick={() => choose('theirs')}>
          Take theirs
        </button>
      </p>
    </section>
  )
}

function differs(mine: DraftText, theirs: DraftText, name: string): boolean {
  const fields = { ...mine.fields, [name]: theirs.fields[name] }
  return !isSameText({ fields, body: '' }, { fields: mine.fields, body: '' })
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value || 'empty'
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ') || 'none'
  return JSON.stringify(value)
}
