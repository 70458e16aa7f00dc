import type { Postmortem } from '@/lib/library/schema'
import type { Action } from '@/components/ui/action-form'
import { Static } from '@/components/ui/static'
import { ActionsSection, type ActionTools } from './actions-section'
import { ActionsTable } from './actions-table'
import { Checks } from './checks'

/** What a reader can do on the page of a postmortem. */
export type Tools = {
  /** For its author and admins. */
  mayEdit: boolean
  /** For writers. */
  actions?: ActionTools
  /** For who is signed in and did not write it. */
  check?: Action
  /** For admins. */
  withdraw?: Action
}

type Props = { postmortem: Postmortem; today: string; tools: Tools }

/** What is done about a postmortem and who has checked it, to be changed by who may; others read the same. */
export function PostmortemTools({ postmortem, today, tools }: Props) {
  const { hash, actions } = postmortem
  return (
    <>
      {tools.actions ? (
        <ActionsSection postmortem={postmortem} today={today} tools={tools.actions} />
      ) : (
        <Static from={`${hash} actions`}>
          <ActionsTable actions={actions} />
        </Static>
      )}
      <Checks postmortem={postmortem} check={tools.check} />
    </>
  )
}
