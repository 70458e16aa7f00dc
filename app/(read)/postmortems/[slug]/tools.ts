import type { Tools } from '@/components/postmortem/postmortem-tools'
import { getFirstAuthor } from '@/lib/library'
import { canRevise, mayCheck } from '@/lib/postmortems'
import type { Postmortem } from '@/lib/library/schema'
import { hasRole, type Viewer } from '@/lib/viewer'
import {
  changeActionAction,
  checkPostmortemAction,
  closePostmortemAction,
  withdrawPostmortemAction,
} from '../../../(write)/postmortem-actions'

/** What a viewer can do on the page of a postmortem. */
export async function toolsFor(viewer: Viewer | undefined, postmortem: Postmortem): Promise<Tools> {
  const authorEmail = hasRole(viewer, 'writer') ? await getFirstAuthor(postmortem) : undefined
  const actions = { changeAction: changeActionAction, closePostmortem: closePostmortemAction }
  return {
    mayEdit: canRevise(viewer, { kind: 'postmortem', authorEmail }),
    ...(hasRole(viewer, 'writer') && { actions }),
    ...((await mayCheck(viewer, postmortem.id)) && { check: checkPostmortemAction }),
    ...(hasRole(viewer, 'admin') && { withdraw: withdrawPostmortemAction }),
  }
}
