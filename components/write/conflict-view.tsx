'use client'

import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react'
import { mergeFields, mergeText, textOf, type FieldClash, type Side } from '@/lib/postmortems/merge'

/** A version of a page: its fields, and its texts by the words that name them. */
type Sides<Fields> = { fields: Fields; texts: Record<string, string> }

type Props<Fields> = {
  mine: Sides<Fields>
  /** What both began with, as far as that is known. */
  base: Sides<Partial<Fields>>
  theirs: Sides<Fields>
  onMerged: (merged: Sides<Fields>) => void
}

/**
 * Somebody else has changed the page: what both changed in different places is merged, what clashes is shown side by
 * side. Nothing is written and nothing of one's own is replaced before the choice is made.
 */
export function ConflictView<Fields extends Record<string, unknown>>({ mine, base, theirs, onMerged }: Props<Fields>) {
  const heading = useRef<HTMLHeadingElement>(null)
  // The button that was pressed is far below.
  useEffect(() => heading.current?.focus(), [])
  const [sides, setSides] = useState<Record<string, Side>>({})
  const merged = useMemo(
    () => ({
      ...mergeFields({ base: base.fields, mine: mine.fields, theirs: theirs.fields }),
      texts: Object.entries(mine.texts).map(([name, text]) => ({
        name,
        pieces: mergeText({ base: base.texts[name] ?? '', mine: text, theirs: theirs.texts[name] ?? '' }),
      })),
    }),
    [base, mine, theirs],
  )
  const clashes = [
    ...merged.clashes.map((clash) => ({ key: clash.name, ...wordsOf(clash) })),
    ...merged.texts.flatMap(({ name, pieces }) =>
      pieces.flatMap((piece, at) =>
        piece.kind === 'clash'
          ? [{ key: `${name} ${at}`, title: `In ${name}`, mine: piece.mine, theirs: piece.theirs }]
          : [],
      ),
    ),
  ]
  const open = clashes.filter(({ key }) => !sides[key]).length
  const take = () => {
    const taken = merged.clashes.filter(({ name }) => sides[name] === 'theirs')
    const fields = { ...merged.fields, ...Object.fromEntries(taken.map(({ name }) => [name, theirs.fields[name]])) }
    const texts = merged.texts.map(({ name, pieces }) => [
      name,
      textOf(pieces, (at) => sides[`${name} ${at}`] ?? 'mine'),
    ])
    onMerged({ fields, texts: Object.fromEntries(texts) as Record<string, string> })
  }
  return (
    <section aria-labelledby="conflict-title" className="mt-6 border-l-2 border-warn bg-warn-soft px-4 py-4">
      <h2 ref={heading} tabIndex={-1} id="conflict-title" className="text-xl">
        Somebody has changed this page since you opened it
      </h2>
      <p className="mt-1">
        Nothing was published, and both texts are safe.{' '}
        {clashes.length === 0
          ? 'Your changes and theirs are in different places and fit together.'
          : `What you both changed in different places fits together. Choose for ${clashes.length === 1 ? 'one place' : `${clashes.length} places`} below.`}
      </p>
      {clashes.map(({ key, title, mine: my, theirs: their }) => (
        <Clash
          key={key}
          name={`clash-${key}`}
          title={title}
          side={sides[key]}
          onChoose={(side) => setSides({ ...sides, [key]: side })}
        >
          {[my, their]}
        </Clash>
      ))}
      <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2">
        <button
          type="button"
          className="button button-primary"
          aria-disabled={open > 0}
          onClick={() => open === 0 && take()}
        >
          Merge, and go on
        </button>
        {open > 0 && (
          <span className="text-meta text-ink-2">
            {open === 1 ? 'One place is' : `${open} places are`} still to be chosen.
          </span>
        )}
      </div>
    </section>
  )
}

type ClashProps = {
  name: string
  title: string
  side: Side | undefined
  onChoose: (side: Side) => void
  children: [string, string]
}

function Clash({ name, title, side, onChoose, children: [mine, theirs] }: ClashProps) {
  const choice = (value: Side, words: string, text: string): ReactNode => (
    <label className="grid content-start gap-1 border border-line-strong bg-surface p-3">
      <span className="flex items-center gap-2 font-semibold">
        <input type="radio" name={name} className="size-4" checked={side === value} onChange={() => onChoose(value)} />
        {words}
      </span>
      <span className="font-mono text-meta break-words whitespace-pre-wrap">{text || '(removed)'}</span>
    </label>
  )
  return (
    <fieldset className="mt-4">
      <legend className="font-semibold">{title}</legend>
      <div className="mt-1 grid gap-3 sm:grid-cols-2">
        {choice('mine', 'Keep mine', mine)}
        {choice('theirs', 'Take theirs', theirs)}
      </div>
    </fieldset>
  )
}

function wordsOf({ name, mine, theirs }: FieldClash): { title: string; mine: string; theirs: string } {
  return { title: `Field: ${name}`, mine: textOfField(mine), theirs: textOfField(theirs) }
}

function textOfField(value: unknown): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.map((one) => textOfField(one)).join('\n')
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value !== 'object' || value === null) return ''
  return Object.entries(value)
    .map(([name, one]) => `${name}: ${textOfField(one)}`)
    .join(', ')
}
