'use client'

import { useEffect, useState } from 'react'
import type { DraftFields } from '@/lib/postmortems/draft'
import type { Earlier } from '@/lib/postmortems/form-state'
import { findSimilar, useFoundDocuments, type Found } from './find-documents'

type Props = {
  fields: DraftFields
  offered: Found[]
  change: (fields: DraftFields) => void
  listEarlier: (ids: string[]) => Promise<Earlier[]>
  onCite: (id: string) => void
}

const most = 5
const kinds = ['postmortem', 'lesson']

/** The earlier learnings nearest to the first fields, as they are typed; without those that it is said to recur from. */
export function useNearest(fields: DraftFields, pageId: string | undefined): Found[] {
  const failureClass = fields.failureClass.filter((name) => name !== 'none of these').join(' ')
  const recursFrom = textsOf(fields.recursFrom)
  const q = [fields.title, failureClass, fields.summary].join('\n').trim()
  const { found } = useFoundDocuments({ q, kinds, limit: most + 1 + recursFrom.length }, findSimilar)
  return found.filter(({ id }) => id !== pageId && !recursFrom.includes(id)).slice(0, most)
}

/** Where the form is the only column: a line whose place is kept, and which leads to what was found once it is there. */
export function NearestLink({ offered }: { offered: Found[] }) {
  const words = offered.length === 1 ? 'One earlier page looks alike' : `${offered.length} earlier pages look alike`
  return (
    <p className="mt-2 flex min-h-6 text-meta min-[1100px]:hidden">
      {offered.length > 0 && (
        <a href="#seen-before" className="min-h-6">
          {words}
        </a>
      )}
    </p>
  )
}

/**
 * What was found: one click cites one, or says that it happened again. It comes while somebody types or is about to
 * publish, so it stands outside the form, where it moves nothing of it.
 */
export function SeenBefore({ fields, offered, change, listEarlier, onCite }: Props) {
  const [cited, setCited] = useState('')
  const recursFrom = textsOf(fields.recursFrom)
  const isShown = offered.length > 0 || recursFrom.length > 0
  const setRecurs = (ids: string[]) => change({ ...fields, recursFrom: ids })
  return (
    <section
      id="seen-before"
      aria-label="Have we seen this before?"
      className={isShown ? 'mb-10 scroll-mt-6 border-l-2 border-accent pl-4' : undefined}
    >
      {recursFrom.length > 0 && (
        <Recurrences
          ids={recursFrom}
          listEarlier={listEarlier}
          onRemove={(id) => setRecurs(recursFrom.filter((one) => one !== id))}
        />
      )}
      {offered.length > 0 && (
        <>
          <h2 className="font-sans text-ui font-semibold">Have we seen this before?</h2>
          <ul className="mt-1">
            {offered.map((one) => (
              <Suggestion
                key={one.id}
                found={one}
                onCite={() => {
                  onCite(one.id)
                  setCited(one.title)
                }}
                onRecur={() => setRecurs([...recursFrom, one.id])}
              />
            ))}
          </ul>
        </>
      )}
      <p role="status" className="text-meta text-ink-2">
        {cited && `“${cited}” is cited at the end of the text.`}
      </p>
    </section>
  )
}

function Suggestion({ found, onCite, onRecur }: { found: Found; onCite: () => void; onRecur: () => void }) {
  const { title, url, kind, lessons } = found
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line py-1.5 last:border-0">
      <span className="min-w-0 flex-1 basis-64">
        <a href={url} target="_blank" rel="noopener">
          {title}
        </a>{' '}
        <span className="text-meta whitespace-nowrap text-ink-3">
          {kind === 'lesson' ? `lesson ${lessons[0]}` : 'postmortem'}
        </span>
      </span>
      <span className="flex gap-2">
        {kind === 'postmortem' && (
          <button
            type="button"
            className="button button-small"
            aria-label={`It happened again: ${title}`}
            onClick={onRecur}
          >
            Happened again
          </button>
        )}
        <button type="button" className="button button-small" aria-label={`Cite ${title}`} onClick={onCite}>
          Cite
        </button>
      </span>
    </li>
  )
}

type RecurProps = { ids: string[]; listEarlier: Props['listEarlier']; onRemove: (id: string) => void }

/** The earlier postmortems of the same failure, and whether what was to be done about them was done. */
function Recurrences({ ids, listEarlier, onRemove }: RecurProps) {
  const [known, setKnown] = useState<Record<string, Earlier>>({})
  const wanted = ids.join(' ')
  useEffect(() => {
    let isGone = false
    const ask = async () => {
      const earlier = await listEarlier(wanted.split(' '))
      if (!isGone) setKnown(Object.fromEntries(earlier.map((one) => [one.id, one])))
    }
    // Without an answer the ids stand there, and can be removed.
    ask().catch(() => undefined)
    return () => {
      isGone = true
    }
  }, [wanted, listEarlier])
  return (
    <>
      <h2 className="font-sans text-ui font-semibold">It happened before</h2>
      <ul className="mt-1 mb-3">
        {ids.map((id) => {
          const earlier = known[id]
          return (
            <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1">
              <span className="min-w-0 flex-1 basis-64">
                {earlier ? (
                  <a href={earlier.url} target="_blank" rel="noopener">
                    {earlier.title}
                  </a>
                ) : (
                  <code>{id}</code>
                )}
                {earlier && <span className="block text-meta text-ink-2">{actionWords(earlier)}</span>}
              </span>
              <button
                type="button"
                className="button button-small"
                aria-label={`Not a recurrence of ${earlier?.title ?? id}`}
                onClick={() => onRemove(id)}
              >
                Remove
              </button>
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** What became of the actions of an earlier postmortem, in words. */
export function actionWords({ actions }: Pick<Earlier, 'actions'>): string {
  if (actions.length === 0) return 'It named no actions.'
  const open = actions.filter(({ state }) => state === 'open')
  const done = actions.filter(({ state }) => state === 'done').length
  if (done === actions.length) return `All ${done} of its actions were done, and it happened again all the same.`
  const rest = open.length > 0 ? ` Still open: ${open.map(({ what }) => what).join('; ')}.` : ''
  return `${done} of its ${actions.length} actions ${done === 1 ? 'was' : 'were'} done.${rest}`
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
