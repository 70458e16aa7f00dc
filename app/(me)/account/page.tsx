import type { Metadata } from 'next'
import { AccountPage } from '@/components/accounts/account-page'
import {
  getSessionId,
  hasPassword,
  listLinkedAccounts,
  listProviders,
  listSessions,
  listTokens,
  refusalWords,
} from '@/lib/accounts'
import { requireViewer } from '../../session'
import {
  signOutAction,
  signOutEverywhereAction,
  endSessionAction,
  changePasswordAction,
  linkAccountAction,
  unlinkAccountAction,
  createTokenAction,
  revokeTokenAction,
  deleteAccountAction,
} from '../actions'

const actions = {
  signOut: signOutAction,
  signOutEverywhere: signOutEverywhereAction,
  endSession: endSessionAction,
  changePassword: changePasswordAction,
  linkAccount: linkAccountAction,
  unlinkAccount: unlinkAccountAction,
  createToken: createTokenAction,
  revokeToken: revokeTokenAction,
  deleteAccount: deleteAccountAction,
}

export const metadata: Metadata = { title: 'Your account', robots: { index: false } }

type Props = { searchParams: Promise<{ refused?: string | string[] }> }

export default async function AccountRoute({ searchParams }: Props) {
  const viewer = await requireViewer('reader')
  if (!viewer) return null
  const [sessions, tokens, linkedAccounts, owned] = await Promise.all([
    listSessions(viewer, await getSessionId()),
    listTokens(viewer),
    listLinkedAccounts(viewer),
    hasPassword(viewer),
  ])
  const refusal = refusalWords((await searchParams).refused)
  const given = { sessions, tokens, linkedAccounts, hasPassword: owned, providers: listProviders(), refusal }
  return <AccountPage viewer={viewer} {...given} actions={actions} />
}
