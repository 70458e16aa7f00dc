import { ActionForm, type Action } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'
import { NewPassword } from './new-password'

/** Makes the account that an invitation offers. */
export function InvitationForm({ accept, email }: { accept: Action; email: string | undefined }) {
  return (
    <ActionForm action={accept} submit="Make my account" busy="Making it…">
      <TextField
        name="email"
        label="E-mail address"
        type="email"
        autoComplete="username"
        {...(email !== undefined && {
          defaultValue: email,
          readOnly: true,
          help: 'The invitation is for this address alone.',
        })}
        required
      />
      <TextField name="name" label="Name" help="As it stands beside what you write." autoComplete="name" required />
      <NewPassword />
    </ActionForm>
  )
}
