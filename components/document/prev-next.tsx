import type { DocumentCard } from '@/lib/library/schema'
import { contentsId } from './lesson-sidebar'

const words = { lesson: 'lesson', 'toy-problem': 'toy problem', postmortem: 'postmortem' }

type Props = { previous: DocumentCard | undefined; next: DocumentCard | undefined }

/** The way on, with title, kind and minutes; on small screens a bar at the bottom as well. */
export function PrevNext({ previous, next }: Props) {
  return (
    <>
      {(previous ?? next) && (
        <nav aria-label="Previous and next" className="mt-16 grid gap-4 border-t border-line pt-6 sm:grid-cols-2">
          {previous ? <Step card={previous} rel="prev" word="Previous" /> : <span />}
          {next && <Step card={next} rel="next" word="Next" />}
        </nav>
      )}
      <nav
        aria-label="Move through the lessons"
        className="bottom-bar fixed inset-x-0 bottom-0 z-10 grid grid-cols-3 border-t border-line bg-paper text-center font-semibold md:hidden"
      >
        {previous ? (
          <a className="quiet-link py-3" href={previous.url}>
            Prev
          </a>
        ) : (
          <span />
        )}
        <button type="button" popoverTarget={contentsId} className="min-h-11 py-3">
          Contents
        </button>
        {next && (
          <a className="quiet-link py-3" href={next.url}>
            Next
          </a>
        )}
      </nav>
    </>
  )
}

function Step({ card, rel, word }: { card: DocumentCard; rel: 'prev' | 'next'; word: string }) {
  return (
    <a href={card.url} rel={rel} className={`quiet-link block py-2 ${rel === 'next' ? 'sm:text-right' : ''}`}>
      <span className="text-meta text-ink-3">
        {word} {words[card.kind]} · {card.minutes} min
      </span>
      <span className="mt-0.5 block font-serif text-lg font-semibold">{card.title}</span>
    </a>
  )
}
