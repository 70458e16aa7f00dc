import type { Run } from '@/lib/library/schema'

/** A run of words that is in two texts, or in one of them: marked by colour, by a line, and in words for who hears it. */
export function Words({ run: { text, in: side } }: { run: Run }) {
  if (side === 'both') return text
  const Mark = side === 'before' ? 'del' : 'ins'
  const look = side === 'before' ? 'bg-bad-soft text-bad' : 'bg-ok-soft text-ok'
  return (
    <Mark className={look}>
      <span className="sr-only">{side === 'before' ? '[removed: ' : '[added: '}</span>
      {text}
      <span className="sr-only">] </span>
    </Mark>
  )
}
