import type { Progress } from './schema'
import { isDone } from './transitions'

/** What to read next of documents in their order: the first unread after the one read last, else the first gap. */
export function nextUp<T extends { id: string }>(documents: readonly T[], progress: Progress): T | undefined {
  const isOpen = ({ id }: T) => !isDone(progress[id]) && progress[id]?.state !== 'skipped'
  const readAt = ({ id }: T) => (isDone(progress[id]) ? (progress[id]?.readAt ?? progress[id]?.stateAt ?? '') : '')
  const last = documents.reduce<T | undefined>(
    (latest, one) => (readAt(one) > (latest ? readAt(latest) : '') ? one : latest),
    undefined,
  )
  const after = last ? documents.slice(documents.indexOf(last) + 1) : documents
  return after.find(isOpen) ?? documents.find(isOpen)
}
