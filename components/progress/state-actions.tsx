'use client'

import { useId, useRef, useState } from 'react'
import { isAppliedLink, type ProgressRecord } from '@/lib/progress/schema'
import { setState, unsetState } from '@/lib/progress/transitions'
import type { TrackedDocument } from './reading-tracker'
import { markSolved, unmarkSolved, type Solves } from './solved'
import { changeRecord, useRecord } from './store'
import { now } from './use-answer'

type Props = { document: TrackedDocument; solves: Solves[] }

/** What else a reader may say of a document: that it was solved or applied, or that it is skipped. */
export function StateActions({ document: tracked, solves }: Props) {
  const record = useRecord(tracked.id)
  const [isAsking, setIsAsking] = useState(false)
  const asker = useRef<HTMLButtonElement>(null)
  const event = () => {
    const { id, kind, lesson, version } = tracked
    return { documentId: id, kind, lesson, version, at: now() }
  }
  const isSkipped = record?.state === 'skipped'
  const isSolved = record?.state === 'tried'
  const solve = () => (isSolved ? unmarkSolved(tracked, solves) : markSolved(tracked, solves))
  const skip = () =>
    changeRecord(tracked.id, (before) =>
      isSkipped ? unsetState(before, event()) : setState(before, { ...event(), state: 'skipped' }),
    )
  const apply = (appliedLink: string) => {
    changeRecord(tracked.id, (before) => setState(before, { ...event(), state: 'applied', appliedLink }))
    setIsAsking(false)
    // The form is gone with what had the focus.
    asker.current?.focus()
  }
  return (
    <>
      {tracked.kind === 'toy-problem' && (
        <button type="button" className="button" aria-pressed={isSolved} onClick={solve}>
          {isSolved ? 'Solved' : 'I solved it'}
        </button>
      )}
      {tracked.kind === 'lesson' && (
        <button
          ref={asker}
          type="button"
          className="button"
          aria-expanded={isAsking}
          onClick={() => setIsAsking(!isAsking)}
        >
          {record?.state === 'applied' ? 'Applied' : 'I applied it'}
        </button>
      )}
      <button type="button" className="button" aria-pressed={isSkipped} onClick={skip}>
        {isSkipped ? 'Skipped' : 'Skip it'}
      </button>
      {isAsking && <AppliedForm link={record?.appliedLink} apply={apply} />}
      <AppliedLink record={record} />
    </>
  )
}

function AppliedForm({ link, apply }: { link: string | undefined; apply: (link: string) => void }) {
  const id = useId()
  const [isRefused, setIsRefused] = useState(false)
  return (
    <form
      className="grid basis-full gap-3 md:max-w-[32rem]"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const given = new FormData(event.currentTarget).get('link')
        const text = typeof given === 'string' ? given.trim() : ''
        if (text === '' || isAppliedLink(text)) apply(text)
        else setIsRefused(true)
      }}
    >
      <div>
        <label htmlFor={id} className="font-semibold">
          Where you applied it
        </label>
        <p id={`${id}-help`} className="text-meta text-ink-3">
          The address of a change, a run or a postmortem. It may stay empty.
        </p>
        <input
          id={id}
          name="link"
          type="url"
          maxLength={2000}
          defaultValue={link}
          placeholder="https://"
          className="field mt-1"
          aria-describedby={`${id}-help ${id}-refused`}
          aria-invalid={isRefused}
          autoFocus
        />
        <p id={`${id}-refused`} role="alert" className="mt-1 text-bad">
          {isRefused &&
            'Write an address that begins with https:// or http://, without a user name or hidden characters.'}
        </p>
      </div>
      <div>
        <button className="button button-primary">Save</button>
      </div>
    </form>
  )
}

function AppliedLink({ record }: { record: ProgressRecord | undefined }) {
  const link = record?.state === 'applied' ? record.appliedLink : undefined
  if (link === undefined) return null
  return (
    <p className="basis-full text-meta text-ink-2 [overflow-wrap:anywhere]">
      Applied in{' '}
      <a href={link} rel="noreferrer">
        {link.replace(/^https?:\/\//, '')}
      </a>
    </p>
  )
}
