'use client'

import { useEffect } from 'react'
import { changeWords } from './changed-notice'
import { askForChanges, useKnownChange } from './changes'
import { useKnownCards } from './known-cards'
import { useProgress } from './store'

type Card = ReturnType<typeof useKnownCards>[number]

/** What the reader has read and what has changed since. */
export function ChangedList() {
  const cards = useKnownCards()
  const progress = useProgress()
  useEffect(() => {
    void askForChanges(cards.map(({ id, version }) => ({ record: progress[id], version })))
  }, [cards, progress])
  return (
    <ul className="peer">
      {cards.map((card) => (
        <ChangedRow key={card.id} card={card} />
      ))}
      <li className="text-ink-2 [li~&]:hidden">Nothing you have read has changed by more than a few words.</li>
    </ul>
  )
}

function ChangedRow({ card }: { card: Card }) {
  const change = useKnownChange(card)
  if (!change) return null
  return (
    <li className="border-b border-line py-3">
      <a href={card.url} className="font-serif text-lg font-semibold">
        {card.title}
      </a>
      <p className="text-meta text-ink-2">{changeWords(change)}</p>
    </li>
  )
}
