import type { Metadata } from 'next'
import { AccountPage } from '@/components/accounts/account-page'
import { getSessionId, listSessions, listTokens } from '@/lib/accounts'
import { requireViewer } from '../../session'
import {
  signOutAction,
  signOutEverywhereAction,
  endSessionAction,
  changePasswordAction,
  createTokenAction,
  revokeTokenAction,
  deleteAccountAction,
} from '../actions'

const actions = {
  signOut: signOutAction,
  signOutEverywhere: signOutEverywhereAction,
  endSession: endSessionAction,
  changePassword: changePasswordAction,
  createToken: createTokenAction,
  revokeToken: revokeTokenAction,
  deleteAccount: deleteAccountAction,
}

export const metadata: Metadata = { title: 'Your account', robots: { index: false } }

export default async function AccountRoute() {
  const viewer = await requireViewer('reader')
  if (!viewer) return null
  const [sessions, tokens] = await Promise.all([listSessions(viewer, await getSessionId()), listTokens(viewer)])
  return <AccountPage viewer={viewer} sessions={sessions} tokens={tokens} actions={actions} />
}
