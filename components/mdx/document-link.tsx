import type { Reference } from '@/lib/library/schema'

/** Documents that a text refers to, by id. */
export type References = Record<string, Reference>

/** A link to a document by its id; its title follows the target. */
export function DocumentLink({ card }: { card: Reference | undefined }) {
  if (!card) return <span className="text-bad">[a document that is not here any more]</span>
  return (
    <>
      <a href={card.url}>{card.title}</a>
      {card.isWithdrawn && ' (withdrawn)'}
    </>
  )
}
