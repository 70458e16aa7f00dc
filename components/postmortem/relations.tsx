import type { DocumentCard } from '@/lib/library/schema'

type Props = { earlier: DocumentCard[]; later: DocumentCard[] }

/** How a postmortem hangs together with others: it happened before, it happened again. */
export function Relations({ earlier, later }: Props) {
  if (earlier.length + later.length === 0) return null
  return (
    <section className="prose mt-12" aria-label="Related">
      <Cases cards={earlier} words="It happened before" />
      <Cases cards={later} words="It happened again" />
    </section>
  )
}

function Cases({ cards, words }: { cards: DocumentCard[]; words: string }) {
  if (cards.length === 0) return null
  return (
    <p>
      {words}:{' '}
      {cards.map((card, index) => (
        <span key={card.id}>
          {index > 0 && ', '}
          <a href={card.url}>{card.title}</a>
        </span>
      ))}
      .
    </p>
  )
}
