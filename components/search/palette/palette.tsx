'use client'

import { useEffect, useRef } from 'react'
import { useModifier } from '@/components/ui/use-modifier'
import { OptionList } from './option-list'
import { usePalette } from './use-palette'
import { useSaid } from './use-said'

export type PaletteProps = {
  /** What was typed before it came. */
  initial: string
  onClose: () => void
}

const listId = 'palette-list'
const label = 'Search past learnings'

/** Search from anywhere: results as one types, opened by key or pointer; with nothing typed, where to go on. */
export function Palette({ initial, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const close = () => dialog.current?.close()
  const palette = usePalette(initial, close)
  const { typed, groups, current, answer, problem, nothingFor } = palette
  const said = useSaid(answer, problem)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      className="sheet palette"
      aria-label={label}
      onClose={() => {
        palette.handleClose()
        onClose()
      }}
      onClick={({ target }) => target === dialog.current && close()}
    >
      <div className="palette-frame">
        <div className="flex items-center gap-3 border-b border-line px-4 py-2.5">
          <input
            type="text"
            role="combobox"
            aria-label={label}
            aria-expanded={groups.length > 0}
            aria-controls={listId}
            aria-autocomplete="list"
            aria-activedescendant={current?.id}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            enterKeyHint="go"
            maxLength={200}
            placeholder="What broke, or what you half remember"
            className="min-h-10 min-w-0 flex-1 bg-transparent text-base text-ink outline-none placeholder:text-ink-3"
            value={typed}
            onChange={({ target }) => palette.type(target.value)}
            onKeyDown={palette.handleKey}
          />
          {palette.isSlow && <span className="text-meta text-ink-3">Searching…</span>}
          <button type="button" className="button button-small" onClick={close}>
            Cancel
          </button>
        </div>
        {problem && <p className="border-b border-line px-4 py-3 text-bad">{problem}</p>}
        {nothingFor && <p className="px-4 pt-4">Nothing for ‘{nothingFor}’</p>}
        <OptionList id={listId} groups={groups} current={current?.id} onChoose={palette.choose} />
        <p role="status" className="sr-only">
          {said}
        </p>
        <Keys />
      </div>
    </dialog>
  )
}

function Keys() {
  const modifier = useModifier()
  return (
    <p aria-hidden className="border-t border-line px-4 py-2 text-meta text-ink-3 max-md:hidden">
      ↑ ↓ to move · Enter to open · {modifier} Enter in a new tab · Tab for all results · Esc to clear, then close
    </p>
  )
}
