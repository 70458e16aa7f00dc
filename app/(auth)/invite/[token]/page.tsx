import type { Metadata } from 'next'
import { ClosedDoor, Door, OtherWay } from '@/components/accounts/door'
import { InvitationForm } from '@/components/accounts/invitation-form'
import { ProviderButtons } from '@/components/accounts/provider-buttons'
import { roleWords } from '@/components/accounts/role-words'
import { getInvitation, getSiteSettings, listProviders } from '@/lib/accounts'
import { acceptAction, signInWithAction } from '../../actions'

export const metadata: Metadata = { title: 'Invitation', robots: { index: false } }

export default async function InvitationRoute({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const invitation = await getInvitation(token)
  if (!invitation) {
    return (
      <ClosedDoor title="This invitation cannot be used">
        It has been used, withdrawn or is over a week old. Ask the admin who sent it for a new one.
      </ClosedDoor>
    )
  }
  const { siteName } = await getSiteSettings()
  const providers = listProviders()
  return (
    <Door title={`You are invited to ${siteName}`} intro={`${roleWords[invitation.role]} Choose how you sign in.`}>
      <InvitationForm accept={acceptAction.bind(null, token)} email={invitation.email} />
      {providers.length > 0 && (
        <OtherWay>
          <ProviderButtons
            providers={providers}
            verb="Accept with"
            action={signInWithAction}
            given={{ invitation: token }}
          />
        </OtherWay>
      )}
    </Door>
  )
}
