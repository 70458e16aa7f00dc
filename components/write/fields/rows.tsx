'use client'

import { useRef, type ReactNode } from 'react'
import { ArrowDown, ArrowUp, X, type IconNode } from 'lucide'
import { Icon } from '@/components/ui/icon'
import { valueAt, withValueAt } from './paths'
import type { FormFields } from './inputs'

type Props = {
  form: FormFields
  path: string
  /** What one row is called, in the middle of a sentence. */
  name: string
  /** What a new row holds. */
  blank: Record<string, unknown>
  children: (path: string) => ReactNode
}

/** A list of rows, each with its fields: add, remove, move up and down. */
export function Rows({ form, path, name, blank, children }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const value = valueAt(form.fields, path)
  const rows: unknown[] = Array.isArray(value) ? value : []
  const set = (next: unknown[]) => form.change(withValueAt(form.fields, path, next))
  const focusRow = (at: number) =>
    setTimeout(() => list.current?.children[at]?.querySelector<HTMLElement>('input, select')?.focus())
  const swap = (a: number, b: number) => {
    const next = [...rows]
    ;[next[a], next[b]] = [next[b], next[a]]
    set(next)
    focusRow(b)
  }
  return (
    <div>
      <ol ref={list} className="grid gap-4">
        {rows.map((_, at) => (
          <li key={at} className="grid gap-3 border-l-2 border-line-strong pl-4">
            {children(`${path}.${at}`)}
            <div className="flex gap-1">
              <RowButton
                icon={ArrowUp}
                label={`Move ${name} ${at + 1} up`}
                isOff={at === 0}
                run={() => swap(at, at - 1)}
              />
              <RowButton
                icon={ArrowDown}
                label={`Move ${name} ${at + 1} down`}
                isOff={at === rows.length - 1}
                run={() => swap(at, at + 1)}
              />
              <RowButton
                icon={X}
                label={`Remove ${name} ${at + 1}`}
                run={() => set(rows.filter((__, place) => place !== at))}
              />
            </div>
          </li>
        ))}
      </ol>
      <button
        type="button"
        className={`button button-small ${rows.length > 0 ? 'mt-4' : ''}`}
        onClick={() => {
          set([...rows, blank])
          focusRow(rows.length)
        }}
      >
        Add {/^[aeiou]/.test(name) ? 'an' : 'a'} {name}
      </button>
    </div>
  )
}

type ButtonProps = { icon: IconNode; label: string; isOff?: boolean; run: () => void }

function RowButton({ icon, label, isOff = false, run }: ButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      data-tip={label}
      aria-disabled={isOff}
      className="tool aria-disabled:opacity-40"
      onClick={() => !isOff && run()}
    >
      <Icon of={icon} className="size-4" />
    </button>
  )
}
