'use client'

import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { kindWords } from '@/components/search/facets'
import { chosenOf, findByWords, useFoundDocuments, type Found } from './find-documents'

type Props = { title: string; kinds?: string[]; onPick: (found: Found) => void; onClose: () => void }

/** Asks which document to name: typed by title, chosen with the arrow keys and Enter, or with a click. */
export function DocumentPicker({ title, kinds = [], onPick, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [q, setQ] = useState('')
  const [at, setAt] = useState(0)
  const answer = useFoundDocuments({ q: q.trim(), kinds, limit: 8 }, findByWords)
  const { found, q: answered, hasFailed } = answer
  const current = Math.min(at, Math.max(0, found.length - 1))
  useEffect(() => dialog.current?.showModal(), [])
  const handleKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = chosenOf(answer, { typed: q, at: current })
    if (step && found.length > 0) setAt((current + step + found.length) % found.length)
    else if (event.key === 'Enter' && chosen) onPick(chosen)
    else if (event.key !== 'Enter') return
    event.preventDefault()
  }
  return (
    <dialog ref={dialog} className="sheet w-full" aria-labelledby="picker-title" onClose={onClose}>
      <h2 id="picker-title" className="text-xl">
        {title}
      </h2>
      <input
        type="text"
        role="combobox"
        aria-label="Title, or words of it"
        aria-expanded={found.length > 0}
        aria-controls="picker-list"
        aria-autocomplete="list"
        aria-activedescendant={found[current] && `picker-${current}`}
        autoComplete="off"
        className="field mt-3"
        placeholder="Title, or words of it"
        value={q}
        onChange={({ target }) => {
          setQ(target.value)
          setAt(0)
        }}
        onKeyDown={handleKey}
      />
      <ul id="picker-list" role="listbox" aria-label="Documents" className="mt-2">
        {found.map((one, place) => (
          <li
            key={one.id}
            id={`picker-${place}`}
            role="option"
            aria-selected={place === current}
            className="flex min-h-9 cursor-pointer items-baseline gap-3 px-3 py-1.5 aria-selected:bg-accent-soft"
            onClick={() => onPick(one)}
          >
            <span className="min-w-0 flex-1">{one.title}</span>
            <span className="text-meta text-ink-2">{kindWords[one.kind].one}</span>
          </li>
        ))}
      </ul>
      <p role="status" className="mt-2 text-meta text-ink-3">
        {hasFailed && 'The search does not answer. Try again in a moment.'}
        {!hasFailed && answered !== '' && found.length === 0 && `Nothing for “${answered}”.`}
      </p>
      <button type="button" className="button mt-3" onClick={() => dialog.current?.close()}>
        Cancel
      </button>
    </dialog>
  )
}
