'use client'

import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react'
import type { LessonRow } from '@/lib/library/schema'
import { applyRewrites } from '@/lib/markup/place'
import type { Problem } from '@/lib/markup/schema'
import type { DraftFields, DraftText } from '@/lib/postmortems/draft'
import type { Earlier } from '@/lib/postmortems/form-state'
import type { BodySection } from '@/lib/postmortems/schema'
import { withBlankSections, withSectionsFor } from '@/lib/postmortems/sections'
import { BodyField } from './body-field'
import { mostBody } from './choices'
import { citeDocument } from './document-link'
import { applyEdit } from './editor/text-edits'
import type { TextHandle } from './editor/use-editor'
import { FactFields } from './fact-fields'
import { MoreFields } from './fields/more-fields'
import { tidy } from './fields/paths'
import { PreviewActions, PreviewFacts } from './preview-facts'
import { PreviewPane } from './preview-pane'
import { ProblemList } from './problem-list'
import { NearestLink, SeenBefore, useNearest } from './seen-before'
import { WhileSent } from './sending'
import { problemsOf, tooLong, usePreview, type CheckBody, type PreviewState } from './use-preview'

/** What the server gives to every form of a postmortem. */
export type Offered = {
  today: string
  lessons: LessonRow[]
  sections: BodySection[]
  /** The sentence of each field, by its name. */
  help: Record<string, string>
  preview: CheckBody
  listEarlier: (ids: string[]) => Promise<Earlier[]>
}

/** What was said of what was sent last, and the text that was sent. */
export type Refused = { fields: Record<string, string>; problems: Problem[]; body: string | undefined }

type Props = {
  offered: Offered
  written: DraftText
  change: (part: Partial<DraftText>) => void
  refused: Refused | undefined
  /** What pictures are kept under: the key of a new page, or the id of the one that is changed. */
  draftKey: string
  /** The page that is changed; undefined for a new one. */
  pageId?: string
  isSending: boolean
  onSubmit: () => void
  onSave: () => void
  children: ReactNode
}

/** The form of a postmortem, and beside it what was seen before and the page as it will be: five fields, more, the text. */
export function PostmortemForm(props: Props) {
  const { offered, written, change, refused, draftKey, pageId, isSending, onSubmit, onSave, children } = props
  const { fields, body } = written
  const { today, lessons, sections, help } = offered
  const handle = useRef<TextHandle>(null)
  const form = useRef<HTMLFormElement>(null)
  const shown = withBlankSections(body, sections)
  const preview = usePreview(shown, offered.preview, draftKey)
  const nearest = useNearest(fields, pageId)
  const isNew = pageId === undefined
  const { problems, isCurrent } = problemsOf(shown, {
    preview,
    refused: refused?.body === body ? refused.problems : undefined,
  })
  const errors = refused?.fields ?? {}
  const changeFields = (next: DraftFields) => change({ fields: next })
  const fieldsForm = { fields, change: changeFields, errors, help, isPublished: !isNew }
  useFirstError(form, isSending ? undefined : refused)
  return (
    <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-10 min-[1100px]:grid-cols-2">
      <form
        ref={form}
        noValidate
        className="min-w-0"
        onSubmit={(event) => {
          event.preventDefault()
          if (body.length <= mostBody) onSubmit()
        }}
        onKeyDown={(event) => handleKey(event, { submit: onSubmit, save: onSave })}
      >
        <WhileSent isSending={isSending}>
          <FactFields
            form={fieldsForm}
            lessons={lessons}
            today={today}
            onSeverity={(severity) => change(withSeverity(written, severity, isNew ? sections : undefined))}
          />
          <NearestLink offered={nearest} />
          {needsMore(fields, errors) && <MoreFields form={fieldsForm} today={today} />}
          <div className="mt-8">
            <BodyField
              ref={handle}
              value={body}
              onChange={(text) => change({ body: text })}
              problems={isCurrent ? problems : none}
              sections={sections}
              draftKey={draftKey}
              error={body.length > mostBody ? tooLong : errors.body}
            />
            <ProblemList
              problems={problems}
              onGoTo={(place) => handle.current?.goTo(place)}
              onRewrite={(rewrites) => isCurrent && change({ body: applyRewrites(body, rewrites) })}
            />
            <Warnings of={preview} />
          </div>
        </WhileSent>
        {children}
      </form>
      <div className="min-w-0">
        <WhileSent isSending={isSending}>
          <SeenBefore
            fields={fields}
            offered={nearest}
            change={changeFields}
            listEarlier={offered.listEarlier}
            onCite={(id) =>
              change({ body: applyEdit(body, citeDocument(id)({ text: body, from: body.length, to: body.length })) })
            }
          />
        </WhileSent>
        <Preview preview={preview} fields={fields} />
      </div>
    </div>
  )
}

/** What is changed by how bad it was; of a new page the headings that are offered too. */
function withSeverity({ fields, body }: DraftText, severity: string, offered: BodySection[] | undefined) {
  const isShort = severity === 'near-miss'
  return { fields: { ...fields, severity }, ...(offered && { body: withSectionsFor(body, offered, isShort) }) }
}

function Warnings({ of }: { of: PreviewState }) {
  return of.good?.warnings.map((warning) => (
    <p key={warning} className="mt-2 text-warn">
      {warning}
    </p>
  ))
}

function Preview({ preview, fields }: { preview: PreviewState; fields: DraftFields }) {
  const { title, summary } = fields
  const parts = { facts: <PreviewFacts fields={fields} />, end: <PreviewActions fields={fields} /> }
  return <PreviewPane kind="postmortem" {...{ preview, title, summary }} {...parts} />
}

const none: Problem[] = []

// Near misses are told in few words; what they hold all the same, and what was refused, is shown.
const firstFields = new Set(['title', 'happened', 'severity', 'lessons', 'summary', 'recursFrom'])

function needsMore(fields: DraftFields, errors: Record<string, string>): boolean {
  if (fields.severity !== 'near-miss') return true
  const said = Object.entries(tidy(fields)).filter(([, value]) => !Array.isArray(value) || value.length > 0)
  const isMore = ([name, value]: [string, unknown]) =>
    !firstFields.has(name) && String(value) !== 'none of these' && !(name === 'status' && value === 'published')
  return said.some(isMore) || Object.keys(errors).some((path) => path !== 'body' && !firstFields.has(path))
}

/** Opens the group of what was refused first, and goes there. */
function useFirstError(form: { current: HTMLFormElement | null }, refused: Refused | undefined): void {
  useEffect(() => {
    if (!refused) return
    const invalid = [...(form.current?.querySelectorAll<HTMLElement>('[aria-invalid="true"], [data-invalid]') ?? [])]
    for (const one of invalid) one.closest('details')?.setAttribute('open', '')
    const [first] = invalid
    const focusable = 'input, select, textarea, [contenteditable]'
    const target = first?.matches(focusable) ? first : first?.querySelector<HTMLElement>(focusable)
    target?.focus()
  }, [form, refused])
}

function handleKey(event: KeyboardEvent, { submit, save }: { submit: () => void; save: () => void }): void {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
  if (event.key !== 's' && event.key !== 'Enter') return
  event.preventDefault()
  // An open dialog asks for what belongs into the form first.
  if (event.target instanceof Element && event.target.closest('dialog')) return
  if (event.key === 's') save()
  else submit()
}
