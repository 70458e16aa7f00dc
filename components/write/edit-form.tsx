'use client'

import { startTransition, useActionState, useMemo, useState } from 'react'
import { blankFields, type DraftFields } from '@/lib/postmortems/draft'
import type { Editable, EditState } from '@/lib/postmortems/form-state'
import { ConflictView } from './conflict-view'
import { EditEnd, EditHead, useOpenChanged } from './edit-end'
import { tidy } from './fields/paths'
import { PostmortemForm, type Offered } from './postmortem-form'
import { isUnderWay, WhileSent } from './sending'
import type { ChangeDrafts } from './use-change'
import { useHeldDraft } from './use-draft'
import { toPage, useEdit } from './use-edit'

/** What is sent to change a page, and the draft that ends with it. */
export type SentEdit = {
  draft: string
  edit: {
    id: string
    version: string
    why: string
    fields: Record<string, unknown>
    body: string
    newAddress: boolean
  }
}

type Props = {
  revise: (before: EditState, sent: SentEdit) => Promise<EditState>
  opened: Editable
  offered: Offered
  drafts: ChangeDrafts
}

/** The form of a published postmortem: the same as of a new one, and a line of why. */
export function EditForm({ revise, opened, offered, drafts }: Props) {
  const edit = useEdit(opened, drafts)
  const { written, text, why, version, isChanged, isMoving } = edit
  const [state, send, isSending] = useActionState(revise, null)
  const isGoing = isUnderWay(isSending, state)
  const [sent, setSent] = useState<string>()
  const [isAsked, setAsked] = useState(false)
  const { fields, body } = text
  const answer = state && !('conflict' in state) ? state : null
  const refused = useMemo(
    () => (answer && 'message' in answer ? { ...answer, body: sent } : undefined),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- what was sent belongs to the answer that has come, not to the next one
    [answer],
  )
  const conflict = state && 'conflict' in state && state.conflict.theirs.version !== version ? state.conflict : null
  const submit = () => {
    if (isGoing || !isChanged) return
    const tidied = tidy(fields)
    edit.write({ fields: { ...blankFields, ...tidied } })
    setSent(body)
    const changed = { id: opened.id, version, why, fields: tidied, body, newAddress: isMoving }
    startTransition(() => send({ draft: written.draft.key, edit: changed }))
  }
  useHeldDraft(written.draft.key, isSending)
  useOpenChanged(answer && 'url' in answer ? answer.url : undefined, edit.discard)
  return (
    <div data-kind="postmortem">
      <EditHead title={opened.fields.title} written={written} isAsked={isAsked} isSending={isGoing} />
      {conflict && (
        <WhileSent isSending={isGoing}>
          <PageConflict
            key={conflict.theirs.version}
            edit={edit}
            base={conflict.base && toPage(conflict.base).text}
            theirs={conflict.theirs}
          />
        </WhileSent>
      )}
      <PostmortemForm
        offered={offered}
        written={text}
        change={edit.write}
        refused={refused}
        draftKey={opened.id}
        pageId={opened.id}
        isSending={isGoing}
        onSubmit={submit}
        onSave={() => setAsked(true)}
      >
        <WhileSent isSending={isGoing}>
          <NewAddress edit={edit} url={opened.url} />
        </WhileSent>
        <EditEnd
          change={edit}
          url={opened.url}
          whyError={refused?.fields.why}
          answer={conflict ? null : answer}
          isSending={isGoing}
        />
      </PostmortemForm>
    </div>
  )
}

type Edit = ReturnType<typeof useEdit>
type Text = { fields: Partial<DraftFields>; body: string }

type ConflictProps = { edit: Edit; base: Text | undefined; theirs: Editable }

/** What somebody else has made of the page, to be merged with the text of the form. */
function PageConflict({ edit, base, theirs }: ConflictProps) {
  const { text, merge, baseOf } = edit
  const later = toPage(theirs)
  return (
    <ConflictView
      mine={toSides({ ...text, fields: tidy(text.fields) })}
      base={toSides(base ?? baseOf(later.text))}
      theirs={toSides(later.text)}
      onMerged={({ fields, texts }) => merge({ fields, body: texts['the text'] ?? text.body }, later)}
    />
  )
}

// How a text ends is not asked: a line that is empty on one side alone looks the same on both.
function toSides<Fields>({ fields, body }: { fields: Fields; body: string }) {
  return { fields, texts: { 'the text': body.trimEnd() } }
}

/** Offers the address of the title, where the page has another one. */
function NewAddress({ edit: { newUrl, newAddress, note }, url }: { edit: Edit; url: string }) {
  if (newUrl === undefined) return null
  return (
    <div className="mt-6">
      <label className="flex items-baseline gap-3">
        <input
          type="checkbox"
          className="size-4 shrink-0 translate-y-0.5"
          aria-describedby="new-address-help"
          checked={newAddress}
          onChange={({ target }) => note({ newAddress: target.checked })}
        />
        <span className="min-w-0 break-words">Give the page a new address: {newUrl}</span>
      </label>
      <p id="new-address-help" className="ml-7 text-meta break-words text-ink-3">
        The old one, {url}, leads there from then on.
      </p>
    </div>
  )
}
