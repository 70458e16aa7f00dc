'use client'

import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { flushSync } from 'react-dom'
import { describedBy } from '@/components/ui/field'
import type { Problem } from '@/lib/markup/schema'
import type { BodySection } from '@/lib/postmortems/schema'
import type { Editor } from './open-editor'
import type { SendPicture } from './pictures'
import { applyEdit, type Command } from './text-edits'

type Text = {
  text: string
  label: string
  error: string | undefined
  problems: Problem[]
  sections: BodySection[]
  onChange: (text: string) => void
  onAskLink: () => void
  sendPicture: SendPicture
  onWords: (words: string) => void
}

/** What acts on the text, in the editor or, until that is there, in the plain field. */
export type TextHandle = {
  run: (command: Command) => void
  /** Adds pictures at the caret, once the editor is there. */
  addPictures: (files: readonly File[]) => void
  goTo: (place: { line: number; column: number }) => void
}

type Parts = {
  field: RefObject<HTMLTextAreaElement | null>
  host: RefObject<HTMLDivElement | null>
  isOpen: boolean
  handle: TextHandle
}

/**
 * An editor of a text, loaded when its place comes near or takes the focus. Before that, and where it cannot be loaded, a
 * plain field holds the same text.
 */
export function useEditor(of: Text): Parts {
  const { text, label, error, problems, sections, onChange, onAskLink, sendPicture, onWords } = of
  const field = useRef<HTMLTextAreaElement>(null)
  const host = useRef<HTMLDivElement>(null)
  const [editor, setEditor] = useState<Editor>()
  const isNear = useNearness(field)
  const change = useEffectEvent(onChange)
  const askLink = useEffectEvent(onAskLink)
  const send = useEffectEvent(sendPicture)
  const say = useEffectEvent(onWords)
  const start = useEffectEvent(() => {
    const had = document.activeElement === field.current ? field.current : null
    return {
      text,
      attributes: attributesOf(label, error),
      sections,
      selection: had ? { from: had.selectionStart, to: had.selectionEnd } : undefined,
    }
  })
  useEffect(() => {
    if (!isNear) return
    let opened: Editor | undefined
    let isGone = false
    const open = async () => {
      const { openEditor } = await import('./open-editor')
      if (isGone || !host.current) return
      const from = start()
      const calls = { onChange: change, onAskLink: askLink, sendPicture: send, onWords: say }
      const made = openEditor({ parent: host.current, ...from, ...calls })
      opened = made
      // At once, so that the plain field and the editor are never there both.
      flushSync(() => setEditor(made))
      if (from.selection) made.focus()
    }
    // Without it the plain field stays, and works.
    open().catch(() => undefined)
    return () => {
      isGone = true
      opened?.close()
    }
  }, [isNear])
  // Before anything more can be typed: a moment later this would be an older text than the editor’s.
  useLayoutEffect(() => editor?.setText(text), [editor, text])
  useEffect(() => editor?.setProblems(problems), [editor, problems])
  useEffect(() => editor?.setAttributes(attributesOf(label, error)), [editor, label, error])
  const handle: TextHandle = {
    run: (command) => (editor ? editor.run(command) : runIn(field.current, command, onChange)),
    addPictures: (files) => editor?.addPictures(files),
    goTo: (place) => (editor ? editor.goTo(place) : goToIn(field.current, place)),
  }
  return { field, host, isOpen: editor !== undefined, handle }
}

/** What the editor’s text is called, what is said of it, and how it is typed into. */
export function attributesOf(label: string, error: string | undefined): Record<string, string> {
  const { 'aria-describedby': ids = '' } = describedBy('body', { help: true, error })
  return {
    id: 'body',
    'aria-label': label,
    'aria-describedby': ids,
    ...(error && { 'aria-invalid': 'true' }),
    spellcheck: 'true',
    autocapitalize: 'sentences',
    autocorrect: 'on',
  }
}

/** Whether something has come near what is in view, or has had the focus. */
function useNearness(of: RefObject<HTMLElement | null>): boolean {
  const [isNear, setNear] = useState(false)
  useEffect(() => {
    const element = of.current
    if (!element) return
    const show = () => setNear(true)
    const observer = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && show(), {
      rootMargin: '300px',
    })
    observer.observe(element)
    element.addEventListener('focus', show)
    return () => {
      observer.disconnect()
      element.removeEventListener('focus', show)
    }
  }, [of])
  return isNear
}

type Field = HTMLTextAreaElement | null

function runIn(field: Field, command: Command, onChange: (text: string) => void): void {
  if (!field) return
  const { value, selectionStart, selectionEnd } = field
  const edit = command({ text: value, from: selectionStart, to: selectionEnd })
  onChange(applyEdit(value, edit))
  setTimeout(() => select(field, edit.anchor, edit.head))
}

function goToIn(field: Field, { line, column }: { line: number; column: number }): void {
  if (!field) return
  const before = field.value.split('\n').slice(0, line - 1)
  const offset = before.reduce((sum, one) => sum + one.length + 1, 0) + column - 1
  select(field, offset, offset + 1)
}

function select(field: HTMLTextAreaElement, from: number, to: number): void {
  field.focus()
  field.setSelectionRange(from, to)
}
