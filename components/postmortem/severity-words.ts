import type { Severity } from '@/lib/library/schema'

/** The severities as readers see them. */
export const severityWords: Record<Severity, string> = {
  'near-miss': 'Near miss',
  minor: 'Minor',
  major: 'Major',
  critical: 'Critical',
}
