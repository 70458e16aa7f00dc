import { Circle, Diamond, Octagon, Triangle } from 'lucide-react'
import type { Severity } from '@/lib/library/schema'
import { severityWords } from './severity-words'

const looks = {
  'near-miss': { Icon: Circle, className: 'text-ok' },
  minor: { Icon: Diamond, className: 'text-ink-2' },
  major: { Icon: Triangle, className: 'text-warn' },
  critical: { Icon: Octagon, className: 'text-bad' },
}

/** A severity as a word and a shape, so that colour never stands alone. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  const { Icon, className } = looks[severity]
  return (
    <span className={`badge ${className}`}>
      <Icon aria-hidden className="size-3" /> {severityWords[severity]}
    </span>
  )
}
