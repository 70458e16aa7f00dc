import { ActionForm, type Action } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'

/** E-mail address and password; leads back to where the person came from. */
export function SignInForm({ signIn, callbackUrl }: { signIn: Action; callbackUrl: string }) {
  return (
    <ActionForm action={signIn} submit="Sign in" busy="Signing in…">
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <TextField name="email" label="E-mail address" type="email" autoComplete="username" required autoFocus />
      <TextField name="password" label="Password" type="password" autoComplete="current-password" required />
    </ActionForm>
  )
}
