import type { DraftFields } from '@/lib/postmortems/draft'
import { valueAt } from './fields/paths'

/** Whether a postmortem tells of a failure of evaluation and names no baseline. */
export function lacksBaseline(fields: DraftFields): boolean {
  return fields.failureClass.includes('evaluation') && !valueAt(fields, 'baseline.what')
}
