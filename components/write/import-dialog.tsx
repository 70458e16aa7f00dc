'use client'

import { useEffect, useRef, useState } from 'react'
import { mostBody } from './choices'
import type { Imported } from './import-markdown'

type Props = { onTake: (imported: Imported) => void; onClose: () => void }

const tooMuch = 'This is more than 256 KB; take the part that tells the story.'

/** Asks for a Markdown text, pasted or from a file, and reads it in the browser. */
export function ImportDialog({ onTake, onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const [problem, setProblem] = useState('')
  useEffect(() => dialog.current?.showModal(), [])
  const read = async (file: File | undefined) => {
    if (!file) return
    if (file.size > mostBody) return setProblem(tooMuch)
    const found = await file.text()
    setProblem(found.includes('\0') ? 'This is no text file.' : '')
    setText(found.includes('\0') ? '' : found)
  }
  const take = async () => {
    if (text.trim() === '') return setProblem('Paste a text, or choose a file.')
    if (new Blob([text]).size > mostBody) return setProblem(tooMuch)
    const { importMarkdown } = await import('./import-markdown')
    onTake(importMarkdown(text))
  }
  return (
    <dialog ref={dialog} className="sheet w-full" aria-labelledby="import-title" onClose={onClose}>
      <h2 id="import-title" className="text-xl">
        Start from a Markdown text
      </h2>
      <label htmlFor="import-text" className="mt-3 block font-semibold">
        Text
      </label>
      <textarea
        id="import-text"
        rows={10}
        className="field mt-1 font-mono text-sm!"
        aria-describedby="import-problem"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <label htmlFor="import-file" className="mt-3 block font-semibold">
        Or a file, .md or .mdx
      </label>
      <input
        id="import-file"
        type="file"
        accept=".md,.mdx,.markdown,.txt,text/markdown,text/plain"
        className="mt-1 block w-full"
        onChange={({ target }) => void read(target.files?.[0]).catch(() => setProblem('This file cannot be read.'))}
      />
      <p id="import-problem" role="alert" className="mt-2 text-meta font-semibold text-bad">
        {problem}
      </p>
      <div className="mt-3 flex gap-3">
        <button
          type="button"
          className="button button-primary"
          onClick={() => void take().catch(() => setProblem('The server does not answer. Try again in a moment.'))}
        >
          Take it over
        </button>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          Cancel
        </button>
      </div>
    </dialog>
  )
}
