'use client'

import type { SaveStatus as Status } from './draft-entry'
import { DraftConflict } from './draft-conflict'
import { WhileSent } from './sending'
import type { DraftInForm } from './use-draft'

type Props = {
  of: DraftInForm
  /** The keys of the drafts that the server has of the one who writes; none where the page is given: it has one draft. */
  keys?: string[]
  /** Whether saving was asked for, by the shortcut for it. */
  isAsked: boolean
  /** Whether the form is being sent; what puts another text in its place waits then. */
  isSending: boolean
}

/** Where the draft is kept, always; what to do when it is not; and the way to one's other drafts. */
export function SaveStatus({ of, keys, isAsked, isSending }: Props) {
  const { draft, status, theirs, choose, startAnother, isMissing } = of
  const others = keys?.filter((key) => key !== draft.key).length ?? 0
  const mayStartAnother =
    keys !== undefined && status.is !== 'untouched' && status.is !== 'lost' && status.is !== 'conflict'
  return (
    <>
      {/* On a narrow screen its line is there before its words are, so that they move nothing. */}
      <div className="flex min-h-6 basis-full flex-wrap items-baseline gap-x-6 self-end text-meta sm:basis-auto">
        <p className="text-ink-2" role="status">
          {isMissing &&
            'There is no such draft here: it was deleted or published, or is another person’s. This is a new one.'}
          {isAsked && status.is === 'untouched' && 'There is nothing to save yet.'}
          <Words status={status} />
        </p>
        {(mayStartAnother || others > 0) && (
          <p className="flex flex-wrap items-baseline gap-x-4">
            {mayStartAnother && (
              <button
                type="button"
                inert={isSending}
                className="min-h-6 text-accent hover:underline inert:opacity-55"
                onClick={startAnother}
              >
                Start another
              </button>
            )}
            {others > 0 && <a href="/drafts">{others === 1 ? 'One other draft' : `${others} other drafts`}</a>}
          </p>
        )}
      </div>
      {theirs && (
        <WhileSent isSending={isSending} className="basis-full">
          <DraftConflict mine={draft} theirs={theirs} choose={choose} />
        </WhileSent>
      )}
    </>
  )
}

function Words({ status }: { status: Status }) {
  switch (status.is) {
    case 'untouched':
      return null
    case 'kept':
      return 'Saved in this browser.'
    case 'saving':
      return 'Saving…'
    case 'saved':
      return `Saved ${clockText(status.at)}${status.isMerged ? ', with what you wrote elsewhere' : ''}`
    case 'offline':
      return 'Offline: saved on this device'
    case 'waiting':
      return 'The server does not answer: saved on this device, and sent when it does'
    case 'gone':
      return 'Deleted or published elsewhere. Type on to keep this text as a draft.'
    case 'conflict':
      return <strong>Not saved: this draft was changed elsewhere too. Choose below; the other text is kept.</strong>
    case 'lost':
      return <strong>Not saved: this browser keeps nothing. Copy your text before you leave.</strong>
    case 'refused':
      return <strong>Not saved: {status.words} Until then it is kept on this device.</strong>
    case 'signed out':
      return (
        <>
          <strong>Signed out: kept on this device.</strong>{' '}
          {/* In a tab of its own, so that this one goes on as it is. */}
          <a href="/sign-in?callbackUrl=/drafts" target="_blank">
            Sign in again
          </a>{' '}
          in a new tab, and go on here.
        </>
      )
  }
}

/** The time of today, else the day too: `14:02`, `3 Nov, 14:02`. */
function clockText(at: number): string {
  const date = new Date(at)
  const isToday = date.toDateString() === new Date().toDateString()
  const day = isToday ? {} : ({ day: 'numeric', month: 'short' } as const)
  return date.toLocaleString('en-GB', { ...day, hour: '2-digit', minute: '2-digit' })
}
