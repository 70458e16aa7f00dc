import { ActionForm, type Action } from '@/components/ui/action-form'

type Props = {
  providers: { id: string; name: string }[]
  /** What the button says before the service's name. */
  verb: 'Sign in with' | 'Accept with' | 'Link'
  action: Action
  /** Sent along with the service. */
  given?: Record<string, string>
}

/** One button for each service that vouches for people. */
export function ProviderButtons({ providers, verb, action, given = {} }: Props) {
  return (
    <div className="grid justify-items-start gap-3">
      {providers.map(({ id, name }) => (
        <ActionForm key={id} action={action} submit={`${verb} ${name}`} busy={`Asking ${name}…`} look="plain">
          <input type="hidden" name="provider" value={id} />
          {Object.entries(given).map(([key, value]) => (
            <input key={key} type="hidden" name={key} value={value} />
          ))}
        </ActionForm>
      ))}
    </div>
  )
}
