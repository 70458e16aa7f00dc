import type { DocumentCard } from '@/lib/library/schema'
import { StateGlyph } from '@/components/progress/state-glyph'

type Props = { cards: DocumentCard[]; total: number; allHref: string; what: string; empty: string }

/** Toy problems or postmortems that show a lesson, set after the section that speaks of them. */
export function LessonEvidence({ cards, total, allHref, what, empty }: Props) {
  if (cards.length === 0) return <p className="text-ink-2">{empty}</p>
  return (
    <div data-kind={cards[0]?.kind} className="my-6 font-sans">
      <ul className="m-0! list-none! border-t border-line p-0!">
        {cards.map((card) => (
          <li key={card.id} className="m-0! border-b border-line py-3">
            <div className="flex items-baseline gap-3">
              <a href={card.url} className="font-serif text-lg font-semibold text-kind!">
                {card.title}
              </a>
              <span className="ml-auto whitespace-nowrap text-meta text-ink-3">{card.minutes} min</span>
              <StateGlyph of={card} />
            </div>
            <p className="m-0! mt-1! text-ui leading-snug text-ink-2">{card.summary}</p>
          </li>
        ))}
      </ul>
      {total > cards.length && (
        <p className="m-0! mt-3! text-ui">
          <a href={allHref}>
            All {total} {what}
          </a>
        </p>
      )}
    </div>
  )
}

/** The same evidence as stubs in the margin. */
export function MarginEvidence({ cards, heading }: { cards: DocumentCard[]; heading: string }) {
  if (cards.length === 0) return null
  return (
    <section data-kind={cards[0]?.kind} className="mt-8">
      <h2 className="font-sans text-meta font-semibold text-ink">{heading}</h2>
      <ul className="mt-1">
        {cards.map((card) => (
          <li key={card.id}>
            <a
              href={card.url}
              className="quiet-link block border-l-2 border-kind py-1 pl-3 text-meta leading-snug text-ink-2 my-1.5"
            >
              {card.title}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
