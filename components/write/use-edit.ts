'use client'

import type { DraftFields, DraftText } from '@/lib/postmortems/draft'
import type { Editable } from '@/lib/postmortems/form-state'
import { isSlugOf, titleToSlug } from '@/lib/postmortems/slug'
import { tidy } from './fields/paths'
import { useKept } from './use-kept'

/** A change of a published page: the version it began with, what it makes of it, why, and whether it moves. */
export type Edit = DraftText & { base: Editable; why: string; newAddress?: boolean }

/** The address that the title of a change gives, where the page has another one. */
export function newUrlOf({ fields: { title }, base: { url } }: Edit): string | undefined {
  const at = url.lastIndexOf('/') + 1
  const isTitle = /[\p{L}\p{N}]/u.test(title)
  return isTitle && !isSlugOf(title, url.slice(at)) ? url.slice(0, at) + titleToSlug(title) : undefined
}

/** Whether a change moves the page. */
export function isMoving(edit: Edit): boolean {
  return edit.newAddress === true && newUrlOf(edit) !== undefined
}

/** A change of a published postmortem while it is made, kept in this tab. */
export function useEdit(opened: Editable) {
  return useKept<Edit>({
    id: opened.id,
    fresh: () => beginWith(opened),
    isChanged: (edit) => !isSame(edit, edit.base) || isMoving(edit),
  })
}

/** The fields of a page as the form holds them. */
export function toDraftFields({ fields }: Editable): DraftFields {
  return { ...fields, lessons: fields.lessons.map(String) }
}

function beginWith(base: Editable): Edit {
  return { base, fields: toDraftFields(base), body: base.body, why: '' }
}

function isSame({ fields, body }: DraftText, base: Editable): boolean {
  const sorted = (of: DraftFields) => JSON.stringify(Object.entries(tidy(of)).sort(([a], [b]) => (a < b ? -1 : 1)))
  return body === base.body && sorted(fields) === sorted(toDraftFields(base))
}
