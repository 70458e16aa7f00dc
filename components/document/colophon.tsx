import type { LibraryDocument } from '@/lib/library/schema'
import { FeedLink } from '@/components/lists/feed-link'
import { momentText } from '@/components/ui/moment'

/** The foot of a document: its sources, who wrote it, when it was looked at, and which file it is. */
export function Colophon({ document, today }: { document: LibraryDocument; today: string }) {
  const { sources, authors, created, updated, reviewOn, path, url } = document
  return (
    <>
      {sources.length > 0 && (
        <section className="prose mt-12">
          <h2 id="sources">Sources</h2>
          <ul className="font-sans text-ui">
            {sources.map((source) => (
              <li key={source.title + (source.address ?? '')}>
                {source.address ? (
                  <a href={source.address} rel="noopener noreferrer">
                    {source.title}
                  </a>
                ) : (
                  source.title
                )}
                {source.year && ` (${source.year})`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <footer className="mt-12 border-t border-line pt-4 text-meta text-ink-3">
        <p>
          {authors.length > 0 && `By ${authors.join(', ')}. `}
          {updated && updated !== created
            ? `Written ${momentText(created)}, last changed ${momentText(updated)}. `
            : `Written ${momentText(created)}. `}
          {reviewOn && reviewOn < today && (
            <strong className="text-warn">Due for review since {momentText(reviewOn)}. </strong>
          )}
          {reviewOn && reviewOn >= today && `To be reviewed by ${momentText(reviewOn)}. `}
        </p>
        <p className="mt-1 flex flex-wrap gap-x-4">
          <span className="font-mono">{path}</span>
          <a href={`${url}/history`}>History</a>
          {document.kind === 'lesson' && <FeedLink of={{ lesson: document.number }} />}
        </p>
      </footer>
    </>
  )
}
