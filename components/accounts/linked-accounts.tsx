import { ActionForm, type Action } from '@/components/ui/action-form'
import { Moment } from '@/components/ui/moment'
import { ProviderButtons } from './provider-buttons'

export type LinkedAccountView = { issuer: string; subject: string; label: string; linkedAt: string; provider: string }

type Props = {
  accounts: LinkedAccountView[]
  providers: { id: string; name: string }[]
  link: Action
  unlink: Action
}

/** The accounts elsewhere with which a person signs in, and how to link another. */
export function LinkedAccounts({ accounts, providers, link, unlink }: Props) {
  return (
    <>
      <p className="mb-4 text-ink-2">
        {accounts.length === 0 ? 'None is linked yet. What you link here signs you in.' : 'These sign you in.'}
      </p>
      <ul className="mb-6 border-t border-line empty:hidden">
        {accounts.map(({ issuer, subject, label, linkedAt, provider }) => (
          <li
            key={`${issuer} ${subject}`}
            className="flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-line py-3"
          >
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-semibold">{provider}</p>
              <p className="text-meta tabular-nums text-ink-3 [overflow-wrap:anywhere]">
                {label}, linked <Moment at={linkedAt} className="whitespace-nowrap" />
              </p>
            </div>
            <ActionForm action={unlink} submit="Unlink" look="small" confirm={`Unlink ${provider}?`}>
              <input type="hidden" name="issuer" value={issuer} />
              <input type="hidden" name="subject" value={subject} />
            </ActionForm>
          </li>
        ))}
      </ul>
      <ProviderButtons providers={providers} verb="Link" action={link} />
    </>
  )
}
