'use client'

import { useEffect, useRef } from 'react'

const rows: [string, string][] = [
  ['/  or  Ctrl K', 'Search'],
  ['Tab', 'While searching: all results, as a page'],
  ['Ctrl Enter', 'While searching: open in a new tab'],
  ['g h', 'Home'],
  ['g l', 'Lessons'],
  ['g p', 'Toy problems'],
  ['g m', 'Postmortems'],
  ['[  and  ]', 'Previous and next page'],
  ['m', 'Mark the page as read, or not'],
  ['n', 'Add a postmortem'],
  ['e', 'Edit the page, if you may'],
  ['t', 'Change the colour scheme'],
  ['?', 'This list'],
  ['Ctrl B, I, E', 'While writing: bold, italic, code'],
  ['Ctrl ⇧ K  and  [[', 'A link, a link to a document'],
  ['F8', 'While writing: the next problem'],
  ['Ctrl S', 'Say whether the draft is saved'],
  ['Ctrl Enter', 'Publish; in a toy problem: run the code'],
  ['Ctrl ⇧ Enter', 'In a toy problem: run the checks'],
  ['Ctrl .', 'In a toy problem: stop'],
  ['Esc, then Tab', 'Leave the text'],
]

type Props = { isOff: boolean; onToggle: () => void; onClose: () => void }

/** The list of all keys, and the switch of the single ones. It is on the page only while it is open. */
export function ShortcutSheet({ isOff, onToggle, onClose }: Props) {
  const sheet = useRef<HTMLDialogElement>(null)
  useEffect(() => sheet.current?.showModal(), [])
  return (
    <dialog ref={sheet} className="sheet" aria-labelledby="shortcuts-title" onClose={onClose}>
      <h2 id="shortcuts-title" className="text-xl">
        Keyboard shortcuts
      </h2>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
        {rows.map(([keys, what]) => (
          <div key={what} className="contents">
            <dt className="font-mono text-meta">{keys}</dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-5 flex items-center gap-2">
        <input type="checkbox" checked={!isOff} onChange={onToggle} className="size-4" /> Single keys are on
      </label>
      <form method="dialog" className="mt-4">
        <button className="button">Close</button>
      </form>
    </dialog>
  )
}
