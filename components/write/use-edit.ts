'use client'

import type { DraftFields, DraftText } from '@/lib/postmortems/draft'
import type { Editable } from '@/lib/postmortems/form-state'
import { isSlugOf, titleToSlug } from '@/lib/postmortems/slug'
import { tidy } from './fields/paths'
import { useChange, type ChangeDrafts, type PageText } from './use-change'

/** A change of a published postmortem while it is made, and the address that its title gives where the page has another. */
export function useEdit(opened: Editable, drafts: ChangeDrafts) {
  const change = useChange({ id: opened.id, page: toPage(opened), drafts, differs })
  const newUrl = newUrlOf(change.text.fields.title, opened.url)
  const isMoving = change.newAddress && newUrl !== undefined
  return { ...change, newUrl, isMoving, isChanged: change.isChanged || isMoving }
}

/** A version of a postmortem as the form holds it. */
export function toPage({ version, fields, body }: Editable): PageText {
  return { version, text: { fields: { ...fields, lessons: fields.lessons.map(String) }, body } }
}

function newUrlOf(title: string, url: string): string | undefined {
  const at = url.lastIndexOf('/') + 1
  const isTitle = /[\p{L}\p{N}]/u.test(title)
  return isTitle && !isSlugOf(title, url.slice(at)) ? url.slice(0, at) + titleToSlug(title) : undefined
}

function differs(mine: DraftText, page: DraftText): boolean {
  const sorted = (of: DraftFields) => JSON.stringify(Object.entries(tidy(of)).sort(([a], [b]) => (a < b ? -1 : 1)))
  return mine.body !== page.body || sorted(mine.fields) !== sorted(page.fields)
}
