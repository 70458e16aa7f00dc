'use client'

import { useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
import { Coloured } from '../code/coloured'
import type { CodeEditor } from '../code/open-code'

type Props = {
  code: string
  label: string
  mark: { line: number; message: string } | undefined
  onChange: (code: string) => void
  /** Called when the reader turns to the code. */
  onFocus: () => void
}

/** Code as it was sent, in colours; an editor of it once it has the focus. Where that cannot be loaded, it stays readable. */
export function CodeArea({ code, label, mark, onChange, onFocus }: Props) {
  const host = useRef<HTMLDivElement>(null)
  const [isWanted, setIsWanted] = useState(false)
  const [editor, setEditor] = useState<CodeEditor>()
  const change = useEffectEvent(onChange)
  const now = useEffectEvent(() => ({ code, label }))
  useEffect(() => {
    if (!isWanted) return undefined
    let made: CodeEditor | undefined
    let isGone = false
    const open = async () => {
      const { openCode } = await import('../code/open-code')
      if (isGone || !host.current) return
      made = openCode({ parent: host.current, ...now(), onChange: change })
      setEditor(made)
      made.focus()
    }
    // Without it the code stays as it is, and runs.
    open().catch(() => setIsWanted(false))
    return () => {
      isGone = true
      made?.close()
    }
  }, [isWanted])
  // Before anything more can be typed: a moment later this would be an older text than the editor’s.
  useLayoutEffect(() => editor?.setCode(code), [editor, code])
  useEffect(() => editor?.mark(mark), [editor, mark])
  const handleFocus = () => {
    setIsWanted(true)
    onFocus()
  }
  return (
    <div ref={host} className="code-area">
      {!editor && (
        <pre
          tabIndex={0}
          role="textbox"
          aria-multiline
          aria-readonly
          aria-label={label}
          onFocus={handleFocus}
          suppressHydrationWarning
        >
          <Coloured code={code} />
        </pre>
      )}
    </div>
  )
}
