import { Choice, Choices } from '@/components/ui/choices'
import { TextField } from '@/components/ui/text-field'

/** What the site is called. */
export function SiteNameField({ siteName }: { siteName: string }) {
  return <TextField name="siteName" label="Name of the site" defaultValue={siteName} maxLength={40} required />
}

/** Who may read the site. */
export function AccessField({ access }: { access: 'public' | 'members' }) {
  return (
    <Choices name="access" legend="Who may read">
      <Choice name="access" value="public" title="Everybody who can reach the site" isChosen={access === 'public'}>
        Writing takes an account all the same.
      </Choice>
      <Choice name="access" value="members" title="Members only" isChosen={access === 'members'}>
        Without an account nothing but the page to sign in is shown.
      </Choice>
    </Choices>
  )
}
