/**
 * The fields of a postmortem while it is being written, as the form holds them: the ones that every postmortem has, and
 * any others that a person gives, each perhaps not yet what the schema takes.
 */
export type DraftFields = {
  title: string
  summary: string
  lessons: string[]
  severity: string
  happened: string
  failureClass: string[]
  /** Of a change alone: why it is made, and whether the page moves to the address that its title gives. */
  why?: string
  newAddress?: boolean
  [name: string]: unknown
}

/** The fields that a draft always has, empty. */
export const blankFields: DraftFields = {
  title: '',
  summary: '',
  lessons: [],
  severity: '',
  happened: '',
  failureClass: [],
}

/** The fields without what belongs to the draft of a change alone. */
export function pageFieldsOf(fields: DraftFields): DraftFields {
  const page = { ...fields }
  delete page.why
  delete page.newAddress
  return page
}

/** What is written so far. */
export type DraftText = { fields: DraftFields; body: string }

/** A published page that a draft changes, and the version of it that was opened. */
export type DraftChanges = { documentId: string; version: string }

/** Where a draft is written on. */
export function draftUrl({ key, changes }: { key: string; changes?: DraftChanges | undefined }): string {
  return `/write/${changes?.documentId ?? 'new'}?draft=${key}`
}

/** A text as the server has it. The version grows by one with every change. */
export type SavedText = { text: DraftText; version: number; updatedAt: string }

/** A draft as the server has it. */
export type SavedDraft = SavedText & {
  key: string
  /** What it changes; undefined for a new postmortem. */
  changes: DraftChanges | undefined
  /** Whether a link leads to it. */
  isShared: boolean
  createdAt: string
}

/** What came of saving: the version there is now, or the text that somebody else saved since. */
export type DraftSaved = { ok: true; version: number; updatedAt: string } | { ok: false; theirs: SavedText }
