'use client'

import { useState } from 'react'
import type { Run } from '@/lib/library/schema'
import { markRead } from '@/lib/progress/transitions'
import { Words } from '@/components/ui/words'
import { useChange, type Change } from './changes'
import type { TrackedDocument } from './reading-tracker'
import { changeRecord, readProgress } from './store'
import { now } from './use-answer'

/** Says that a text has changed since it was read, shows how, and takes one click to accept. */
export function ChangedNotice({ document: tracked }: { document: TrackedDocument }) {
  const change = useChange(tracked)
  const [places, setPlaces] = useState<Run[][] | 'asking' | 'failed'>()
  if (!change) return null
  const accept = () => {
    const { id, kind, lesson, version } = tracked
    changeRecord(id, (before) =>
      markRead(before, { documentId: id, kind, lesson, version, source: 'manual', at: now() }),
    )
  }
  const show = async () => {
    setPlaces('asking')
    setPlaces((await askForPlaces(tracked.id)) ?? 'failed')
  }
  return (
    <section
      aria-label="Changed since you read it"
      className="no-print mt-6 border-l-2 border-warn bg-warn-soft px-4 py-3"
    >
      <p>{changeWords(change)}</p>
      <p className="mt-3 flex flex-wrap gap-3">
        {change.words !== null && places === undefined && (
          <button type="button" className="button button-small" onClick={() => void show()}>
            Show what changed
          </button>
        )}
        <button type="button" className="button button-small" onClick={accept}>
          I have read the change
        </button>
      </p>
      <div role="status">
        {places === 'asking' && <p className="mt-3 text-ink-2">Comparing…</p>}
        {places === 'failed' && <p className="mt-3">The difference could not be had. Reload the page to try again.</p>}
        {Array.isArray(places) && <Places places={places} />}
      </div>
    </section>
  )
}

/** How a text has changed, in a sentence. */
export function changeWords({ words }: Change): string {
  if (words === null) return 'Changed since you read it; what you read is not in git, so it cannot be compared.'
  return `Changed since you read it: ${words} words came or went.`
}

function Places({ places }: { places: Run[][] }) {
  return (
    <ol className="mt-4 grid max-h-[70vh] gap-3 overflow-auto" tabIndex={0} aria-label="What changed">
      {places.map((runs, index) => (
        <li
          key={index}
          className="whitespace-pre-wrap border border-line bg-surface px-3 py-2 text-ui [overflow-wrap:anywhere]"
        >
          {runs.map((run, place) => (
            <Words key={place} run={run} />
          ))}
        </li>
      ))}
    </ol>
  )
}

async function askForPlaces(id: string): Promise<Run[][] | undefined> {
  const since = readProgress()[id]?.versionRead ?? ''
  const response = await fetch(`/api/progress/changes/${id}?since=${since}`).catch(() => undefined)
  if (!response?.ok) return undefined
  return ((await response.json()) as { change: { places?: Run[][] } | null }).change?.places
}
