'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useActionState, useEffect, useMemo, useState } from 'react'
import { blankFields, type SavedDraft } from '@/lib/postmortems/draft'
import type { Earlier, FormState } from '@/lib/postmortems/form-state'
import { bodyTemplate, withoutEmptySections } from '@/lib/postmortems/sections'
import { tidy } from './fields/paths'
import { Outcome } from './outcome'
import { PostmortemForm, type Offered } from './postmortem-form'
import { SaveStatus } from './save-status'
import { isUnderWay, PublishButton, WhileSent } from './sending'
import { isUntouched, StartingPoints } from './starting-points'
import { forgetPublishedDraft, useDraft, useHeldDraft, type Draft } from './use-draft'

type Props = {
  publish: (before: FormState, draft: Draft) => Promise<FormState>
  offered: Offered
  /** A key made for this opening of the form; sent again with every retry. */
  freshKey: string
  /** The postmortem that has happened again. */
  from: Earlier | undefined
  /** The words that somebody searched for in vain, as a title to begin with. */
  title: string
  /** Who writes; undefined for somebody signed out, who may write but not publish. */
  viewer: { name: string; mayPublish: boolean } | undefined
  /** The draft that was asked for, what the server has of it, and the keys of all of the writer’s. */
  drafts: { wanted: string | undefined; opened: SavedDraft | undefined; keys: string[] }
}

/** The form of a new postmortem: facts, text, and the page as it will be. */
export function WriteForm({ publish, offered, freshKey, from, title, viewer, drafts }: Props) {
  const { today, sections } = offered
  const fresh: Draft = {
    key: freshKey,
    fields: {
      title,
      summary: '',
      lessons: from?.lessons.map(String) ?? [],
      severity: 'minor',
      happened: today,
      failureClass: from?.failureClass ?? ['none of these'],
      ...(from && { recursFrom: [from.id] }),
    },
    body: bodyTemplate(sections, { isShort: false }),
  }
  const written = useDraft(fresh, drafts)
  const { draft, change, discard } = written
  const [state, send, isSending] = useActionState(publish, null)
  const isGoing = isUnderWay(isSending, state)
  const [sent, setSent] = useState<string>()
  const [isAsked, setAsked] = useState(false)
  const refused = useMemo(
    () => (state && 'message' in state ? { ...state, body: sent } : undefined),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what was sent belongs to the answer that has come, not to the next one
    [state],
  )
  const submit = () => {
    if (isGoing || !viewer?.mayPublish) return
    const fields = tidy(draft.fields)
    // Rows that say nothing are gone from the form too, so that what is refused stands where it is said.
    change({ fields: { ...blankFields, ...fields } })
    setSent(draft.body)
    startTransition(() => send({ key: draft.key, fields, body: withoutEmptySections(draft.body, sections) }))
  }
  useHeldDraft(draft.key, isSending)
  useOpenPublished(state, draft)
  return (
    <div data-kind="postmortem">
      <header className="kind-rule flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <h1 className="title">Add a postmortem</h1>
        <SaveStatus of={written} keys={drafts.keys} isAsked={isAsked} isSending={isGoing} />
      </header>
      <WhileSent isSending={isGoing}>
        <StartingPoints
          draft={draft}
          change={change}
          isFresh={isUntouched(draft, sections)}
          offered={offered}
          from={from}
        />
      </WhileSent>
      <PostmortemForm
        offered={offered}
        written={draft}
        change={change}
        refused={refused}
        draftKey={draft.key}
        isSending={isGoing}
        onSubmit={submit}
        onSave={() => setAsked(true)}
      >
        <Outcome state={state} />
        <Sending viewer={viewer} isSending={isGoing} discard={discard} />
      </PostmortemForm>
    </div>
  )
}

function Sending({ viewer, isSending, discard }: Pick<Props, 'viewer'> & { isSending: boolean; discard: () => void }) {
  return (
    <>
      <div className="mt-6 flex flex-wrap items-center gap-4">
        {viewer?.mayPublish && <PublishButton isSending={isSending}>Publish</PublishButton>}
        {!viewer && (
          <a className="button button-primary" href="/sign-in?callbackUrl=/write/new">
            Sign in to publish
          </a>
        )}
        <button
          type="button"
          inert={isSending}
          className="button inert:opacity-55"
          onClick={() => confirm('Throw this draft away?') && discard()}
        >
          Discard the draft
        </button>
      </div>
      <p className="mt-3 text-meta text-ink-3">
        {!viewer && 'What you type is kept in this browser, through the sign-in too. '}
        {viewer && !viewer.mayPublish && 'Publishing takes the role of a writer; ask an admin for it. '}
        Publishing writes a file into the content folder, commits it in your name{viewer && `, ${viewer.name}`}, and
        shows the page at once.
      </p>
    </>
  )
}

/** Once the page is published the kept draft goes, and its page opens. */
function useOpenPublished(state: FormState, { key }: Draft): void {
  const router = useRouter()
  const url = state && 'url' in state ? state.url : undefined
  useEffect(() => {
    if (!url) return
    forgetPublishedDraft(key)
    router.push(url)
  }, [url, key, router])
}
