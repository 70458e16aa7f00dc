'use client'

import { useImperativeHandle, useRef, useState } from 'react'
import { describedBy, FieldError } from '@/components/ui/field'
import type { Problem } from '@/lib/markup/schema'
import type { BodySection } from '@/lib/postmortems/schema'
import { withoutEmptySections } from '@/lib/postmortems/sections'
import { DocumentPicker } from './document-picker'
import { insertDocumentLink } from './document-link'
import { Toolbar } from './editor/toolbar'
import { useEditor, type TextHandle } from './editor/use-editor'
import { uploadImage } from './upload-image'
import { countWords } from './words'

type BodyProps = {
  ref: React.Ref<TextHandle>
  value: string
  onChange: (text: string) => void
  problems: Problem[]
  sections: BodySection[]
  /** What its pictures are kept under: the key of a new postmortem, or the id of the one that is changed. */
  draftKey: string
  error: string | undefined
  /** What it is called, and what of it is read, where that is not all. */
  label?: string
  prose?: string
}

/** The text of the document, as Markdown: an editor with its tools, and how long the text is. */
export function BodyField({
  ref,
  value,
  onChange,
  problems,
  sections,
  draftKey,
  error,
  label = 'What happened',
  prose,
}: BodyProps) {
  const [isPicking, setPicking] = useState(false)
  const [words, setWords] = useState('')
  const chooser = useRef<HTMLInputElement>(null)
  const { field, host, isOpen, handle } = useEditor({
    text: value,
    problems,
    label,
    error,
    sections,
    onChange,
    onAskLink: () => setPicking(true),
    sendPicture: (file) => uploadImage(file, draftKey),
    onWords: setWords,
  })
  useImperativeHandle(ref, () => handle)
  return (
    <div>
      <label htmlFor="body" className="font-semibold">
        {label}
      </label>
      <Help hasSections={sections.length > 0} />
      <Toolbar
        onCommand={handle.run}
        onAskLink={() => setPicking(true)}
        onAskPicture={() => chooser.current?.click()}
      />
      <input
        ref={chooser}
        type="file"
        accept="image/png,image/jpeg,image/webp,image/gif"
        multiple
        hidden
        aria-label="Pictures to add"
        onChange={({ target }) => {
          handle.addPictures([...(target.files ?? [])])
          target.value = ''
        }}
      />
      <div ref={host} className="editor-box" data-invalid={error ? '' : undefined}>
        {!isOpen && (
          <textarea
            ref={field}
            {...describedBy('body', { help: true, error })}
            rows={20}
            spellCheck
            value={value}
            onChange={({ target }) => onChange(target.value)}
          />
        )}
      </div>
      <p role="status" className="mt-1 min-h-5 text-meta text-ink-2">
        {words}
      </p>
      <Length text={prose ?? withoutEmptySections(value, sections)} />
      <FieldError id="body" error={error} />
      {isPicking && (
        <DocumentPicker
          title="Link to a document"
          onClose={() => setPicking(false)}
          onPick={({ id }) => {
            setPicking(false)
            handle.run(insertDocumentLink(id))
          }}
        />
      )}
    </div>
  )
}

function Help({ hasSections }: { hasSections: boolean }) {
  return (
    <p id="body-help" className="mb-2 text-meta text-ink-3">
      Markdown with the components of the <a href="/write/guide">authoring guide</a>.{' '}
      {hasSections && 'Leave empty what does not apply: an empty section is not published. '}Pictures can be pasted or
      dropped. Press <kbd>Escape</kbd>, then <kbd>Tab</kbd> to leave the text.
    </p>
  )
}

function Length({ text }: { text: string }) {
  const words = countWords(text)
  const minutes = Math.max(1, Math.round(words / wordsPerMinute))
  return (
    <p className="mt-1 text-meta text-ink-3 tabular-nums">
      {words} {words === 1 ? 'word' : 'words'}
      {words > 0 && `, ${minutes} min to read`}
    </p>
  )
}

const wordsPerMinute = 220
