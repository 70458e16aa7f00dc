'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { DraftText } from '@/lib/postmortems/draft'
import type { Earlier } from '@/lib/postmortems/form-state'
import type { BodySection } from '@/lib/postmortems/schema'
import { withoutEmptySections, withSectionsFor } from '@/lib/postmortems/sections'
import { DocumentPicker } from './document-picker'
import { ImportDialog } from './import-dialog'
import type { Imported } from './import-markdown'
import type { Offered } from './postmortem-form'

type Props = {
  draft: DraftText
  change: (part: Partial<DraftText>) => void
  /** Whether nothing has been written yet. */
  isFresh: boolean
  offered: Offered
  from: Earlier | undefined
}

/** Where a new postmortem may start from: nothing, a near miss, a text that is there already, an earlier one. */
export function StartingPoints({ draft, change, isFresh, offered, from }: Props) {
  const router = useRouter()
  const [asked, setAsked] = useState<'text' | 'earlier'>()
  const [left, setLeft] = useState<string[]>()
  const { fields, body } = draft
  const take = ({ fields: given, body: text, left: unknown }: Imported) => {
    setAsked(undefined)
    setLeft(unknown)
    change({ fields: { ...fields, ...given }, ...(text && { body: text }) })
  }
  const isShort = fields.severity === 'near-miss'
  return (
    <>
      {from && !isFresh && !includes(fields.recursFrom, from.id) && (
        <Recurrence from={from} onTake={() => change({ fields: recurring(draft, from) })} />
      )}
      {/* The first letter that is typed takes these away, and must not move the field it is typed into. */}
      <div className="mt-4 grid *:col-start-1 *:row-start-1">
        <div
          role="group"
          aria-label="Start from"
          className={`flex flex-wrap items-center gap-2 ${isFresh ? '' : 'invisible'}`}
        >
          <span className="text-meta text-ink-2">Start from nothing, or from</span>
          <button
            type="button"
            className="button button-small"
            aria-pressed={isShort}
            onClick={() =>
              change({
                fields: { ...fields, severity: isShort ? 'minor' : 'near-miss' },
                body: withSectionsFor(body, offered.sections, !isShort),
              })
            }
          >
            a near miss
          </button>
          <button type="button" className="button button-small" onClick={() => setAsked('text')}>
            a Markdown text
          </button>
          <button type="button" className="button button-small" onClick={() => setAsked('earlier')}>
            an earlier postmortem
          </button>
        </div>
        <p role="status" className="pointer-events-none text-meta text-ink-2">
          {left && (left.length === 0 ? 'Everything was taken over.' : `Taken over, but for: ${left.join(', ')}.`)}
        </p>
      </div>
      {asked === 'text' && <ImportDialog onTake={take} onClose={() => setAsked(undefined)} />}
      {asked === 'earlier' && (
        <DocumentPicker
          title="Which one happened again?"
          kinds={postmortems}
          onClose={() => setAsked(undefined)}
          onPick={({ id }) => {
            setAsked(undefined)
            router.push(`/write/new?from=${id}`)
          }}
        />
      )}
    </>
  )
}

const postmortems = ['postmortem']

/** A draft is there already: it is asked before the earlier postmortem goes into it. */
function Recurrence({ from, onTake }: { from: Earlier; onTake: () => void }) {
  return (
    <p className="mt-4 flex flex-wrap items-center gap-3 border-l-2 border-accent bg-accent-soft px-4 py-3">
      <span className="min-w-0 flex-1 basis-72">
        You have begun a draft. Is it about “{from.title}” happening again?
      </span>
      <button type="button" className="button button-small" onClick={onTake}>
        Yes, take over its kind and lessons
      </button>
    </p>
  )
}

/** The fields of a draft that turns out to be of a failure that has been there before. */
function recurring({ fields }: DraftText, from: Earlier): DraftText['fields'] {
  const before = Array.isArray(fields.recursFrom) ? (fields.recursFrom as string[]) : []
  return {
    ...fields,
    recursFrom: [...before, from.id],
    failureClass: fields.failureClass[0] === 'none of these' ? from.failureClass : fields.failureClass,
    lessons: fields.lessons.length > 0 ? fields.lessons : from.lessons.map(String),
  }
}

/** Whether a draft holds nothing that anybody has written. */
export function isUntouched({ fields, body }: DraftText, sections: BodySection[]): boolean {
  return fields.title === '' && fields.summary === '' && withoutEmptySections(body, sections) === ''
}

function includes(ids: unknown, id: string): boolean {
  return Array.isArray(ids) && ids.includes(id)
}
