import { Circle, Diamond, Octagon, Triangle } from 'lucide-react'
import type { Severity } from '@/lib/library/schema'

const looks = {
  'near-miss': { Icon: Circle, word: 'Near miss', className: 'text-ok' },
  minor: { Icon: Diamond, word: 'Minor', className: 'text-ink-2' },
  major: { Icon: Triangle, word: 'Major', className: 'text-warn' },
  critical: { Icon: Octagon, word: 'Critical', className: 'text-bad' },
}

/** A severity as a word and a shape, so that colour never stands alone. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  const { Icon, word, className } = looks[severity]
  return (
    <span className={`badge ${className}`}>
      <Icon aria-hidden className="size-3" /> {word}
    </span>
  )
}
