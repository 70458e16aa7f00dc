import type { Offered } from '@/components/write/postmortem-form'
import { getOverview } from '@/lib/library'
import { getFieldHelp } from '@/lib/postmortems'
import { bodySections } from '@/lib/postmortems/schema'
import { today } from '@/lib/today'
import { earlierAction, previewAction } from './actions'

/** What every form of a postmortem is given. */
export async function getOffered(): Promise<Offered> {
  const { lessons } = await getOverview()
  return {
    lessons,
    today: today(),
    sections: bodySections,
    help: getFieldHelp(),
    preview: previewAction,
    listEarlier: earlierAction,
  }
}
