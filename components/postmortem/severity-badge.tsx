import { Circle, Diamond, Octagon, Triangle } from 'lucide'
import type { Severity } from '@/lib/library/schema'
import { severityWords } from './severity-words'
import { Icon } from '@/components/ui/icon'

const looks = {
  'near-miss': { icon: Circle, className: 'text-ok' },
  minor: { icon: Diamond, className: 'text-ink-2' },
  major: { icon: Triangle, className: 'text-warn' },
  critical: { icon: Octagon, className: 'text-bad' },
}

/** A severity as a word and a shape, so that colour never stands alone. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  const { icon, className } = looks[severity]
  return (
    <span className={`badge ${className}`}>
      <Icon of={icon} className="size-3" /> {severityWords[severity]}
    </span>
  )
}
