import type { DocumentCard } from '@/lib/library/schema'
import { kindWords } from '@/components/search/facets'
import { lessonNumber } from '@/components/ui/lesson-number'

/** Other documents that speak of the same. */
export function Similar({ cards }: { cards: DocumentCard[] }) {
  if (cards.length === 0) return null
  return (
    <nav aria-label="Similar" className="mt-12">
      <h2 className="font-sans text-ui font-semibold">Similar</h2>
      <ul className="mt-1">
        {cards.map(({ id, kind, title, url, lessons }) => (
          <li key={id} data-kind={kind} className="border-b border-line py-2 last:border-0">
            <a href={url}>{title}</a>
            <span className="ml-2 text-meta whitespace-nowrap text-ink-3">
              {kindWords[kind].one}, lesson {lessonNumber(lessons[0] ?? 0)}
            </span>
          </li>
        ))}
      </ul>
    </nav>
  )
}
