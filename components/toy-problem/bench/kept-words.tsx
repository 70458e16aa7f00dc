import { readerId } from '@/components/progress/reader'

type Props = { isLost: boolean; isChanged: boolean; isSaved: boolean; trouble: string | undefined }

/** Where a reader's code is kept, in words that are true at any time; nothing is said of the code that was given. */
export function KeptWords({ isLost, isChanged, isSaved, trouble }: Props) {
  if (!isChanged) return null
  if (isLost && !isSaved) {
    return <p className="text-meta text-warn">This browser keeps nothing: copy your code before you leave.</p>
  }
  return <p className="text-meta text-ink-3">{isSaved ? 'Saved in your account.' : (trouble ?? wordsOfBrowser())}</p>
}

function wordsOfBrowser(): string {
  return readerId() === undefined ? 'Kept in this browser.' : 'Kept in this browser; saved in your account in a moment.'
}
