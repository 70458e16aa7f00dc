import { ActionForm, type Action } from '@/components/ui/action-form'
import { RoleSelect } from './role-select'

export type PersonView = { id: string; name: string; email: string; role: string; isDisabled: boolean }

type Props = {
  person: PersonView
  isSelf: boolean
  actions: Record<'changeRole' | 'setDisabled' | 'signOutPerson' | 'resetLink', Action>
}

/** A person with an account, and what an admin can decide about them. */
export function PersonRow({ person: { id, name, email, role, isDisabled }, isSelf, actions }: Props) {
  const who = <input type="hidden" name="id" value={id} />
  return (
    <li className="border-b border-line py-4">
      <details>
        <summary className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
          <span className="font-semibold">{name}</span>
          <span className="min-w-0 flex-1 text-ink-2 [overflow-wrap:anywhere]">{email}</span>
          {isSelf && <span className="text-meta text-ink-3">You</span>}
          <span className={isDisabled ? 'text-bad' : 'text-ink-2'}>{isDisabled ? 'closed' : role}</span>
          <span aria-hidden className="text-accent">
            Change
          </span>
        </summary>
        <div className="mt-4 grid gap-4 sm:grid-cols-2">
          <ActionForm action={actions.changeRole} submit="Change the role" look="small" className="grid gap-3">
            {who}
            <RoleSelect initial={role} label={`Role of ${name}`} />
          </ActionForm>
          <div className="grid content-start gap-3">
            <ActionForm action={actions.resetLink} submit="Make a reset link" look="small" className="grid gap-3">
              {who}
            </ActionForm>
            <ActionForm action={actions.signOutPerson} submit="Sign out everywhere" look="small" className="grid gap-3">
              {who}
            </ActionForm>
            <ActionForm
              action={actions.setDisabled}
              submit={isDisabled ? 'Open the account again' : 'Close the account'}
              look="small"
              className="grid gap-3"
              {...(!isDisabled && { confirm: `Close the account of ${name}? It can be opened again.` })}
            >
              {who}
              <input type="hidden" name="disabled" value={isDisabled ? 'no' : 'yes'} />
            </ActionForm>
          </div>
        </div>
      </details>
    </li>
  )
}
