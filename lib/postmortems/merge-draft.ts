import type { DraftText } from './draft'
import { isSame, mergeFields, mergeText, textOf } from './merge'

/**
 * Two texts that were made from the same one, in one: each field as the side that changed it has it, the body by lines.
 * Undefined where both sides changed the same thing in different ways, and where it is unknown what they were made from.
 */
export function mergeDraft(base: DraftText | undefined, mine: DraftText, theirs: DraftText): DraftText | undefined {
  if (isSameText(mine, theirs)) return mine
  if (!base) return undefined
  const { fields, clashes } = mergeFields({ base: base.fields, mine: mine.fields, theirs: theirs.fields })
  const body = mergeLines(base.body, mine.body, theirs.body)
  return clashes.length === 0 && body !== undefined ? { fields, body } : undefined
}

/** Whether two texts say the same. */
export function isSameText(a: DraftText, b: DraftText): boolean {
  const names = [...new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])]
  return a.body === b.body && names.every((name) => isSame(a.fields[name], b.fields[name]))
}

/** The same of texts by lines; changes that touch each other are in each other’s way. */
export function mergeLines(base: string, mine: string, theirs: string): string | undefined {
  if (mine === base) return theirs
  if (theirs === base || mine === theirs) return mine
  const pieces = mergeText({ base, mine, theirs })
  return pieces.some(({ kind }) => kind === 'clash') ? undefined : textOf(pieces, () => 'mine')
}
