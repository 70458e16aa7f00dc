import { X } from 'lucide'
import { Icon } from '@/components/ui/icon'

/** The filters in force, each to be taken off, and all at once. */
export function Chips({ chips, clearHref }: { chips: { label: string; href: string }[]; clearHref: string }) {
  if (chips.length === 0) return null
  return (
    <ul className="flex flex-wrap gap-2" aria-label="Filters in force">
      {chips.map(({ label, href }) => (
        <li key={label}>
          <a href={href} className="button button-small" aria-label={`Remove the filter ${label}`}>
            {label} <Icon of={X} className="size-3.5" />
          </a>
        </li>
      ))}
      <li>
        <a href={clearHref} className="inline-flex min-h-8 items-center px-2 text-meta">
          Clear all
        </a>
      </li>
    </ul>
  )
}
