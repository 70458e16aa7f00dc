import type { Kind } from '@/lib/library/schema'
import { hasRole, type Viewer } from '@/lib/viewer'

/**
 * Whether a person may say that they have checked a postmortem: everybody with an account but its author. Who can judge
 * is often somebody who only reads, and what it adds is one line in their own name.
 */
export function canCheck(viewer: Viewer | undefined, { authorEmail }: { authorEmail: string | undefined }): boolean {
  return hasRole(viewer, 'reader') && authorEmail?.toLowerCase() !== viewer?.email.toLowerCase()
}

/** Whether a person may change a document: an admin any, a writer the postmortem that they published. */
export function canRevise(
  viewer: Viewer | undefined,
  document: { kind: Kind; authorEmail: string | undefined },
): boolean {
  if (hasRole(viewer, 'admin')) return true
  if (document.kind !== 'postmortem' || !hasRole(viewer, 'writer')) return false
  return document.authorEmail !== undefined && document.authorEmail.toLowerCase() === viewer?.email.toLowerCase()
}
