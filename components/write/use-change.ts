'use client'

import { useState } from 'react'
import { pageFieldsOf, type DraftFields, type DraftText, type SavedDraft } from '@/lib/postmortems/draft'
import { sharedLines } from '@/lib/postmortems/merge'
import { useDraft } from './use-draft'

/** A published page in one of its versions, as a draft of it holds it. */
export type PageText = { version: string; text: DraftText }

/** What the form of a page opens with: the key of a new draft, the one that was asked for, and what the server has. */
export type ChangeDrafts = { freshKey: string; wanted: string | undefined; opened: SavedDraft | undefined }

type Options = {
  id: string
  page: PageText
  drafts: ChangeDrafts
  /** Whether publishing the one in place of the other would change the page. */
  differs: (mine: DraftText, page: DraftText) => boolean
}

/**
 * A change of a published page while it is made: a draft as of a new postmortem, with the version that it begins with,
 * and a line of why.
 */
export function useChange({ id, page: asOpened, drafts: { freshKey, ...given }, differs }: Options) {
  const changes = { documentId: id, version: asOpened.version }
  const written = useDraft({ key: freshKey, ...asOpened.text }, { ...given, changes })
  // What somebody else has made of the page while this form is open.
  const [since, setSince] = useState<PageText>()
  const page = since ?? asOpened
  const { draft, change, discard, changes: begun = changes } = written
  const { why = '', newAddress = false } = draft.fields
  const text: DraftText = { fields: pageFieldsOf(draft.fields), body: draft.body }
  return {
    written,
    text,
    why,
    newAddress,
    /** The version of the page that it begins with. */
    version: begun.version,
    isChanged: differs(text, page.text),
    write: ({ fields, ...part }: Partial<DraftText>) =>
      change(fields ? { ...part, fields: { ...fields, why, newAddress } } : part),
    note: (part: { why?: string; newAddress?: boolean }) => change({ fields: { ...draft.fields, ...part } }),
    /** Goes on from what somebody else has made of the page, with both changes in it. */
    merge: (merged: DraftText, theirs: PageText) => {
      setSince(theirs)
      change({ ...merged, fields: { ...merged.fields, why, newAddress } }, { documentId: id, version: theirs.version })
    },
    /** The text that both began with, as far as it is known: else what they share, so that neither wins unasked. */
    baseOf: (theirs: DraftText): { fields: Partial<DraftFields>; body: string } =>
      begun.version === page.version ? page.text : { fields: {}, body: sharedLines(text.body, theirs.body) },
    discard,
  }
}

export type Change = ReturnType<typeof useChange>
