import type { DocumentCard } from '@/lib/library/schema'
import type { Progress, ProgressRecord } from '@/lib/progress/schema'

type LastRead = {
  card: DocumentCard
  section: ProgressRecord['lastSection']
  /** Of the section, where that is known. */
  url: string
  /** How long it takes still, in words. */
  left: string
}

/** The document that was being read last, and where; undefined when there is none. */
export function lastRead(cards: DocumentCard[], progress: Progress): LastRead | undefined {
  const seen = ({ id }: DocumentCard) => progress[id]?.lastSeenAt ?? ''
  const card = cards
    .filter(({ id }) => progress[id]?.state === 'reading')
    .sort((a, b) => seen(b).localeCompare(seen(a)))[0]
  if (!card) return undefined
  const section = progress[card.id]?.lastSection
  const url = section?.id ? `${card.url}#${section.id}` : card.url
  return { card, section, url, left: timeLeft(card, section?.part) }
}

// A problem takes the time it takes, wherever its text was left; and where that was is not always known.
function timeLeft({ kind, minutes }: DocumentCard, part: number | undefined): string {
  if (kind === 'toy-problem' || part === undefined) return `${minutes} min`
  return `${Math.max(1, Math.ceil(minutes * (1 - part)))} min left`
}
