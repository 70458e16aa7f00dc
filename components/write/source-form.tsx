'use client'

import { startTransition, useActionState, useState } from 'react'
import { blankFields, type DraftText } from '@/lib/postmortems/draft'
import { isSameText } from '@/lib/postmortems/merge-draft'
import type { EditableSource, SourceState, SourceTexts } from '@/lib/postmortems/form-state'
import { mostBody } from './choices'
import { ConflictView } from './conflict-view'
import { EditEnd, EditHead, useOpenChanged } from './edit-end'
import { PreviewPane } from './preview-pane'
import { isUnderWay, WhileSent } from './sending'
import { namesOf, SourceFields } from './source-fields'
import { problemsOf, usePreview, type CheckBody } from './use-preview'
import { useChange, type ChangeDrafts, type PageText } from './use-change'
import { useHeldDraft } from './use-draft'

/** What is sent to change a lesson or a toy problem, and the draft that ends with it. */
export type SentSource = {
  draft: string
  edit: { id: string; version: string; why: string; texts: SourceTexts }
}

type Props = {
  revise: (before: SourceState, sent: SentSource) => Promise<SourceState>
  preview: CheckBody
  opened: EditableSource
  drafts: ChangeDrafts
}

/** The form of a lesson or a toy problem: its whole text, the files beside it, a line of why, and the page as it will be. */
export function SourceForm({ revise, preview: check, opened, drafts }: Props) {
  const change = useChange({ id: opened.id, page: toPage(opened), drafts, differs })
  const { written, text, why, version, isChanged } = change
  const names = namesOf(opened.texts)
  const texts = toTexts(text, names)
  const { source } = texts
  const [state, send, isSending] = useActionState(revise, null)
  const isGoing = isUnderWay(isSending, state)
  const [sent, setSent] = useState<string>()
  const preview = usePreview(source, check, opened.id)
  const answer = state && !('conflict' in state) ? state : null
  const refused = answer && 'message' in answer ? answer : undefined
  const theirs = state && 'conflict' in state && state.conflict.theirs.version !== version && state.conflict.theirs
  const { problems, isCurrent } = problemsOf(source, {
    preview,
    refused: sent === source ? refused?.problems : undefined,
  })
  const write = (name: keyof SourceTexts, next: string) =>
    change.write(name === 'source' ? { body: next } : { fields: { ...text.fields, [name]: next } })
  useHeldDraft(written.draft.key, isSending)
  useOpenChanged(answer && 'url' in answer ? answer.url : undefined, change.discard)
  return (
    <div data-kind={opened.kind}>
      <EditHead title={opened.title} written={written} isAsked={false} isSending={isGoing} />
      {theirs && (
        <WhileSent isSending={isGoing}>
          <ConflictView
            key={theirs.version}
            mine={toSides(text, names)}
            base={toSides(change.baseOf(toPage(theirs).text), names)}
            theirs={toSides(toPage(theirs).text, names)}
            onMerged={(merged) => change.merge(fromSides(merged.texts, text, names), toPage(theirs))}
          />
        </WhileSent>
      )}
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-10 min-[1100px]:grid-cols-2">
        <form
          noValidate
          className="min-w-0"
          onSubmit={(event) => {
            event.preventDefault()
            if (isGoing || !isChanged || source.length > mostBody) return
            setSent(source)
            const edit = { id: opened.id, version, why, texts }
            startTransition(() => send({ draft: written.draft.key, edit }))
          }}
        >
          <WhileSent isSending={isGoing}>
            <SourceFields
              opened={opened}
              texts={texts}
              write={write}
              check={{ problems, isCurrent, warnings: preview.good?.warnings ?? [] }}
              errors={refused?.fields ?? {}}
            />
          </WhileSent>
          <EditEnd
            change={change}
            url={opened.url}
            whyError={refused?.fields.why}
            answer={theirs ? null : answer}
            isSending={isGoing}
          />
        </form>
        <PreviewPane
          kind={opened.kind}
          preview={preview}
          title={preview.good?.title ?? opened.title}
          summary={preview.good?.summary ?? opened.summary}
        />
      </div>
    </div>
  )
}

type Names = (keyof SourceTexts)[]

// A draft has one body and fields: the files beside the text are fields by their names.
function toPage({ version, title, texts: { source, ...code } }: EditableSource): PageText {
  return { version, text: { fields: { ...blankFields, title, ...code }, body: source } }
}

function toTexts(text: DraftText, names: Names): SourceTexts {
  return Object.fromEntries(names.map((name) => [name, textOf(text, name)])) as SourceTexts
}

function textOf(
  { fields, body }: Pick<DraftText, 'body'> & { fields: Record<string, unknown> },
  name: keyof SourceTexts,
): string {
  const code = fields[name]
  if (name === 'source') return body
  return typeof code === 'string' ? code : ''
}

function differs(mine: DraftText, page: DraftText): boolean {
  return !isSameText(mine, page)
}

function titleOf(name: keyof SourceTexts): string {
  return name === 'source' ? 'the text' : `${name}.py`
}

function toSides(text: Parameters<typeof textOf>[0], names: Names) {
  return { fields: {}, texts: Object.fromEntries(names.map((name) => [titleOf(name), textOf(text, name)])) }
}

function fromSides(merged: Record<string, string>, { fields, body }: DraftText, names: Names): DraftText {
  const code = names.flatMap((name) => (name === 'source' ? [] : [[name, merged[titleOf(name)]] as const]))
  return { fields: { ...fields, ...Object.fromEntries(code) }, body: merged[titleOf('source')] ?? body }
}
