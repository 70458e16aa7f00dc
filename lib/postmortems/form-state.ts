import type { Problem } from '@/lib/markup/schema'
import type { Editable } from './answer-schema'
import type { EditableSource } from './revise-source'

export type { Earlier } from './earlier'
export type { Editable } from './answer-schema'
export type { EditableSource, SourceTexts } from './revise-source'

/** What a sent form comes back with: the address of the page, or words, problems by field, and problems in the body. */
export type FormState =
  { url: string } | { message: string; fields: Record<string, string>; problems: Problem[] } | null

/** What a change that was sent comes back with: the same, or what somebody else has made of the page meanwhile. */
export type EditState = FormState | { conflict: { base: Editable | undefined; theirs: Editable } }

/** What a change of a lesson or a toy problem that was sent comes back with. */
export type SourceState = FormState | { conflict: { theirs: EditableSource } }
