'use client'

import { useRef, useState, type KeyboardEvent } from 'react'
import { FileSymlink, ImagePlus, type IconNode } from 'lucide'
import { Icon } from '@/components/ui/icon'
import { placeAfter, sideways } from '@/components/ui/place-after'
import { useModifier } from '@/components/ui/use-modifier'
import { toolGroups } from './commands'
import type { Command } from './text-edits'

type Props = { onCommand: (command: Command) => void; onAskLink: () => void; onAskPicture: () => void }

/** The tools above the text: one stop for Tab, arrow keys between them. */
export function Toolbar({ onCommand, onAskLink, onAskPicture }: Props) {
  const bar = useRef<HTMLDivElement>(null)
  const [current, setCurrent] = useState(0)
  const modifier = useModifier()
  const move = (event: KeyboardEvent) => {
    const buttons = [...(bar.current?.querySelectorAll('button') ?? [])]
    const to = placeAfter(event.key, { now: current, count: buttons.length, keys: sideways })
    if (to === undefined) return
    event.preventDefault()
    setCurrent(to)
    buttons[to]?.focus()
  }
  const groups = toolGroups.map((tools) =>
    tools.map(({ name, icon, key, command }) => ({
      name,
      icon,
      keys: key && `${modifier} ${key.shift ? '⇧ ' : ''}${key.letter.toUpperCase()}`,
      run: () => onCommand(command),
    })),
  )
  groups[0]?.push({ name: 'Link to a document', icon: FileSymlink, keys: '[[', run: onAskLink })
  groups[0]?.push({ name: 'Add a picture', icon: ImagePlus, keys: undefined, run: onAskPicture })
  let place = 0
  return (
    <div
      ref={bar}
      role="toolbar"
      aria-label="Tools for the text"
      aria-controls="body"
      className="toolbar"
      onKeyDown={move}
    >
      {groups.map((tools, group) => (
        <span key={group} className="toolbar-group">
          {tools.map((tool) => {
            const at = place++
            return <ToolButton key={tool.name} {...tool} isStop={at === current} onFocus={() => setCurrent(at)} />
          })}
        </span>
      ))}
    </div>
  )
}

type ButtonProps = {
  name: string
  icon: IconNode
  keys: string | undefined
  run: () => void
  isStop: boolean
  onFocus: () => void
}

function ToolButton({ name, icon, keys, run, isStop, onFocus }: ButtonProps) {
  return (
    <button
      type="button"
      aria-label={name}
      data-tip={keys ? `${name} · ${keys}` : name}
      tabIndex={isStop ? 0 : -1}
      className="tool"
      onFocus={onFocus}
      // The text keeps its focus, and so its selection.
      onMouseDown={(event) => event.preventDefault()}
      onClick={run}
    >
      <Icon of={icon} className="size-4" />
    </button>
  )
}
