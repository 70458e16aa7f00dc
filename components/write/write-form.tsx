'use client'

import { useRouter } from 'next/navigation'
import { useActionState, useEffect, useRef, useState } from 'react'
import type { LessonRow } from '@/lib/library/schema'
import type { Problem, Rewrite } from '@/lib/markup/schema'
import { applyRewrites } from '@/lib/markup/place'
import type { FormState } from '@/lib/postmortems/form-state'
import { mostBody } from './choices'
import { BodyField } from './body-field'
import { FactFields } from './fact-fields'
import { PreviewPane } from './preview-pane'
import { ProblemList } from './problem-list'
import { forgetPublishedDraft, useDraft, type Draft } from './use-draft'
import { tooLong, usePreview, type CheckBody } from './use-preview'

type Props = {
  publish: (before: FormState, form: FormData) => Promise<FormState>
  preview: CheckBody
  /** A key made for this opening of the form; sent again with every retry. */
  freshKey: string
  today: string
  template: string
  lessons: LessonRow[]
  /** Who writes; undefined for somebody signed out, who may write but not publish. */
  viewer: { name: string; mayPublish: boolean } | undefined
}

/** The form of a new postmortem: facts, text, and the page as it will be. */
export function WriteForm({ publish, preview: check, freshKey, today, template, lessons, viewer }: Props) {
  const fresh: Draft = {
    key: freshKey,
    title: '',
    happened: today,
    severity: 'minor',
    failureClass: 'none of these',
    lessons: [],
    summary: '',
    body: template,
  }
  const { draft, change, discard, status } = useDraft(fresh)
  const [state, send, isSending] = useActionState(publish, null)
  const preview = usePreview(draft.body, check)
  const body = useRef<HTMLTextAreaElement>(null)
  const refused = state && 'message' in state ? state : undefined
  const [sent, setSent] = useState<string>()
  // The answer to a publish speaks of the text that was sent; the preview of the text as it is now.
  const problems = refused?.problems.length && sent === draft.body ? refused.problems : preview.problems
  const isTooLong = draft.body.length > mostBody
  useOpenPublished(state, draft)
  return (
    <div data-kind="postmortem">
      <header className="kind-rule flex flex-wrap items-baseline gap-x-6 gap-y-1">
        <h1 className="title">Add a postmortem</h1>
        <p className="text-meta text-ink-3" role="status">
          {status === 'saved' && 'Saved in this browser.'}
          {status === 'not saved' && 'This browser keeps nothing: copy your text before you leave.'}
        </p>
      </header>
      <div className="mt-6 grid gap-x-12 gap-y-10 min-[1100px]:grid-cols-2">
        <form
          action={send}
          onSubmit={(event) => (isTooLong ? event.preventDefault() : setSent(draft.body))}
          className="min-w-0"
        >
          <input type="hidden" name="key" value={draft.key} />
          <FactFields draft={draft} change={change} errors={refused?.fields ?? {}} lessons={lessons} today={today} />
          <div className="mt-5">
            <BodyField
              ref={body}
              value={draft.body}
              onChange={(text) => change({ body: text })}
              error={isTooLong ? tooLong : refused?.fields.body}
            />
            <ProblemList
              problems={problems}
              onGoTo={(problem) => goTo(body.current, problem)}
              onRewrite={(rewrites: Rewrite[]) => change({ body: applyRewrites(draft.body, rewrites) })}
            />
            {preview.good?.warnings.map((warning) => (
              <p key={warning} className="mt-2 text-warn">
                {warning}
              </p>
            ))}
          </div>
          <Outcome state={state} />
          <Sending viewer={viewer} isSending={isSending} discard={discard} />
        </form>
        <PreviewPane preview={preview} title={draft.title} summary={draft.summary} />
      </div>
    </div>
  )
}

function Sending({ viewer, isSending, discard }: Pick<Props, 'viewer'> & { isSending: boolean; discard: () => void }) {
  return (
    <>
      <div className="mt-6 flex flex-wrap items-center gap-4">
        {viewer?.mayPublish && (
          <button
            className="button button-primary"
            aria-disabled={isSending}
            onClick={(event) => isSending && event.preventDefault()}
          >
            {isSending ? 'Publishing…' : 'Publish'}
          </button>
        )}
        {!viewer && (
          <a className="button button-primary" href="/sign-in?callbackUrl=/write/new">
            Sign in to publish
          </a>
        )}
        <button type="button" className="button" onClick={() => confirm('Throw this draft away?') && discard()}>
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

function Outcome({ state }: { state: FormState }) {
  if (!state) return null
  if ('url' in state) {
    return (
      <p role="status" className="mt-4 border-l-2 border-ok bg-ok-soft px-4 py-3">
        Published. <a href={state.url}>Open the page</a>
      </p>
    )
  }
  return (
    <p role="alert" className="mt-4 border-l-2 border-bad bg-bad-soft px-4 py-3">
      {state.message} Nothing you typed is lost.
    </p>
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

function goTo(field: HTMLTextAreaElement | null, { line, column }: Problem): void {
  if (!field) return
  const before = field.value.split('\n').slice(0, line - 1)
  const offset = before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1
  field.focus()
  field.setSelectionRange(offset, offset + 1)
}
