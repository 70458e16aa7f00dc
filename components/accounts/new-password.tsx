import { TextField } from '@/components/ui/text-field'

/** The field of a password that is being chosen. */
export function NewPassword({ name = 'password', label = 'Password' }: { name?: string; label?: string }) {
  return (
    <TextField
      name={name}
      label={label}
      help="At least 12 characters. A short sentence is easy to remember."
      type="password"
      autoComplete="new-password"
      minLength={12}
      maxLength={200}
      required
    />
  )
}
