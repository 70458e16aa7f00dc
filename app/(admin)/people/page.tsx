import type { Metadata } from 'next'
import { PeoplePage } from '@/components/accounts/people-page'
import { NotForYou } from '@/components/accounts/not-for-you'
import { listInvitations, listPeople, sendsMail } from '@/lib/accounts'
import { requireViewer } from '../../session'
import {
  inviteAction,
  withdrawInvitationAction,
  changeRoleAction,
  setDisabledAction,
  signOutPersonAction,
  resetLinkAction,
} from '../actions'

const actions = {
  invite: inviteAction,
  withdrawInvitation: withdrawInvitationAction,
  changeRole: changeRoleAction,
  setDisabled: setDisabledAction,
  signOutPerson: signOutPersonAction,
  resetLink: resetLinkAction,
}

export const metadata: Metadata = { title: 'People', robots: { index: false } }

export default async function PeopleRoute() {
  const viewer = await requireViewer('admin')
  if (!viewer) return <NotForYou />
  const [people, invitations] = await Promise.all([listPeople(viewer), listInvitations(viewer)])
  const given = { people, invitations, ownId: viewer.id, sendsMail: sendsMail() }
  return <PeoplePage {...given} actions={actions} />
}
