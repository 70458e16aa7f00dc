import type { Metadata } from 'next'
import { ClosedDoor, Door } from '@/components/accounts/door'
import { NewPassword } from '@/components/accounts/new-password'
import { ActionForm } from '@/components/ui/action-form'
import { isResetToken } from '@/lib/accounts'
import { resetAction } from '../../actions'

export const metadata: Metadata = { title: 'New password', robots: { index: false } }

export default async function ResetRoute({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  if (!(await isResetToken(token))) {
    return (
      <ClosedDoor title="This link cannot be used">
        It has been used, replaced or is over a day old. Ask an admin for a new one.
      </ClosedDoor>
    )
  }
  return (
    <Door
      title="Choose a new password"
      intro="You will be signed out everywhere. Tokens for programs end, and so do linked accounts, unless this is your first password."
    >
      <ActionForm action={resetAction.bind(null, token)} submit="Set the password" busy="Setting it…">
        <NewPassword label="New password" />
      </ActionForm>
    </Door>
  )
}
