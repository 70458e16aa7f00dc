'use client'

import { startTransition, useActionState, useMemo, useState } from 'react'
import { blankFields } from '@/lib/postmortems/draft'
import type { Editable, EditState } from '@/lib/postmortems/form-state'
import { ConflictView } from './conflict-view'
import { EditEnd, EditHead, useOpenChanged } from './edit-end'
import { tidy } from './fields/paths'
import { PostmortemForm, type Offered } from './postmortem-form'
import { isMoving, newUrlOf, toDraftFields, useEdit, type Edit } from './use-edit'

/** What is sent to change a page. */
export type SentEdit = {
  id: string
  version: string
  why: string
  fields: Record<string, unknown>
  body: string
  newAddress: boolean
}

type Props = {
  revise: (before: EditState, edit: SentEdit) => Promise<EditState>
  opened: Editable
  offered: Offered
}

/** The form of a published postmortem: the same as of a new one, and a line of why. */
export function EditForm({ revise, opened, offered }: Props) {
  const { edit, change, discard, isChanged } = useEdit(opened)
  const [state, send, isSending] = useActionState(revise, null)
  const [sent, setSent] = useState<string>()
  const [isAsked, setAsked] = useState(false)
  const { base, fields, body, why } = edit
  const answer = state && !('conflict' in state) ? state : null
  const refused = useMemo(
    () => (answer && 'message' in answer ? { ...answer, body: sent } : undefined),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what was sent belongs to the answer that has come, not to the next one
    [answer],
  )
  const conflict =
    state && 'conflict' in state && state.conflict.theirs.version !== base.version ? state.conflict : null
  const submit = () => {
    if (isSending || !isChanged) return
    const tidied = tidy(fields)
    change({ fields: { ...blankFields, ...tidied } })
    setSent(body)
    startTransition(() =>
      send({ id: opened.id, version: base.version, why, fields: tidied, body, newAddress: isMoving(edit) }),
    )
  }
  useOpenChanged(answer && 'url' in answer ? answer.url : undefined, discard)
  return (
    <div data-kind="postmortem">
      <EditHead title={opened.fields.title} isChanged={isChanged} isAsked={isAsked} />
      {conflict && (
        <ConflictView
          key={conflict.theirs.version}
          mine={{ fields: tidy(fields), texts: { 'the text': body.trimEnd() } }}
          base={toSides(conflict.base ?? base)}
          theirs={toSides(conflict.theirs)}
          onMerged={(merged) =>
            change({ fields: merged.fields, body: merged.texts['the text'] ?? body, base: conflict.theirs })
          }
        />
      )}
      <PostmortemForm
        offered={offered}
        written={{ fields, body }}
        change={change}
        refused={refused}
        draftKey={opened.id}
        pageId={opened.id}
        onSubmit={submit}
        onSave={() => setAsked(true)}
      >
        <NewAddress edit={edit} onChange={(newAddress) => change({ newAddress })} />
        <EditEnd
          url={opened.url}
          why={why}
          whyError={refused?.fields.why}
          onWhy={(line) => change({ why: line })}
          answer={conflict ? null : answer}
          isSending={isSending}
          isChanged={isChanged}
          discard={discard}
        />
      </PostmortemForm>
    </div>
  )
}

// How a text ends is not asked: a line that is empty on one side alone looks the same on both.
function toSides(editable: Editable) {
  return { fields: toDraftFields(editable), texts: { 'the text': editable.body.trimEnd() } }
}

/** Offers the address of the title, where the page has another one. */
function NewAddress({ edit, onChange }: { edit: Edit; onChange: (newAddress: boolean) => void }) {
  const url = newUrlOf(edit)
  if (url === undefined) return null
  return (
    <div className="mt-6">
      <label className="flex items-baseline gap-3">
        <input
          type="checkbox"
          className="size-4 shrink-0 translate-y-0.5"
          aria-describedby="new-address-help"
          checked={edit.newAddress === true}
          onChange={({ target }) => onChange(target.checked)}
        />
        <span className="min-w-0 break-words">Give the page a new address: {url}</span>
      </label>
      <p id="new-address-help" className="ml-7 text-meta break-words text-ink-3">
        The old one, {edit.base.url}, leads there from then on.
      </p>
    </div>
  )
}
