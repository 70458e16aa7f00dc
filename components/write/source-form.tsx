'use client'

import { startTransition, useActionState, useState } from 'react'
import type { EditableSource, SourceState, SourceTexts } from '@/lib/postmortems/form-state'
import { mostBody } from './choices'
import { ConflictView } from './conflict-view'
import { EditEnd, EditHead, useOpenChanged } from './edit-end'
import { PreviewPane } from './preview-pane'
import { namesOf, SourceFields } from './source-fields'
import { problemsOf, usePreview, type CheckBody } from './use-preview'
import { useKept } from './use-kept'

/** What is sent to change a lesson or a toy problem. */
export type SentSource = { id: string; version: string; why: string; texts: SourceTexts }

type Edit = { base: EditableSource; texts: SourceTexts; why: string }

type Props = {
  revise: (before: SourceState, edit: SentSource) => Promise<SourceState>
  preview: CheckBody
  opened: EditableSource
}

/** The form of a lesson or a toy problem: its whole text, the files beside it, a line of why, and the page as it will be. */
export function SourceForm({ revise, preview: check, opened }: Props) {
  const { edit, change, discard, isChanged } = useKept<Edit>({
    id: opened.id,
    fresh: () => ({ base: opened, texts: opened.texts, why: '' }),
    isChanged: ({ base, texts }) => namesOf(base.texts).some((name) => texts[name] !== base.texts[name]),
  })
  const { base, texts, why } = edit
  const { source } = texts
  const [state, send, isSending] = useActionState(revise, null)
  const [sent, setSent] = useState<string>()
  const preview = usePreview(source, check, opened.id)
  const answer = state && !('conflict' in state) ? state : null
  const refused = answer && 'message' in answer ? answer : undefined
  const theirs = state && 'conflict' in state && state.conflict.theirs.version !== base.version && state.conflict.theirs
  const { problems, isCurrent } = problemsOf(source, {
    preview,
    refused: sent === source ? refused?.problems : undefined,
  })
  const write = (name: keyof SourceTexts, text: string) => change({ texts: { ...texts, [name]: text } })
  useOpenChanged(answer && 'url' in answer ? answer.url : undefined, discard)
  return (
    <div data-kind={opened.kind}>
      <EditHead title={opened.title} isChanged={isChanged} isAsked={false} />
      {theirs && (
        <ConflictView
          key={theirs.version}
          mine={toSides(texts)}
          base={toSides(base.texts)}
          theirs={toSides(theirs.texts)}
          onMerged={(merged) => change({ texts: fromSides(merged.texts, texts), base: theirs })}
        />
      )}
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-10 min-[1100px]:grid-cols-2">
        <form
          noValidate
          className="min-w-0"
          onSubmit={(event) => {
            event.preventDefault()
            if (isSending || !isChanged || source.length > mostBody) return
            setSent(source)
            startTransition(() => send({ id: opened.id, version: base.version, why, texts }))
          }}
        >
          <SourceFields
            opened={opened}
            texts={texts}
            write={write}
            check={{ problems, isCurrent, warnings: preview.good?.warnings ?? [] }}
            errors={refused?.fields ?? {}}
          />
          <EditEnd
            url={opened.url}
            why={why}
            whyError={refused?.fields.why}
            onWhy={(line) => change({ why: line })}
            answer={theirs ? null : answer}
            isSending={isSending}
            isChanged={isChanged}
            discard={discard}
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

function titleOf(name: keyof SourceTexts): string {
  return name === 'source' ? 'the text' : `${name}.py`
}

function toSides(texts: SourceTexts) {
  return { fields: {}, texts: Object.fromEntries(namesOf(texts).map((name) => [titleOf(name), texts[name] ?? ''])) }
}

function fromSides(merged: Record<string, string>, texts: SourceTexts): SourceTexts {
  const named = namesOf(texts).map((name) => [name, merged[titleOf(name)] ?? texts[name]])
  return Object.fromEntries(named) as SourceTexts
}
