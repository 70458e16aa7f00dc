import { ChevronDown } from 'lucide'
import { ActionForm, type Action } from '@/components/ui/action-form'
import { Icon } from '@/components/ui/icon'
import { RoleSelect } from './role-select'

export type PersonView = { id: string; name: string; email: string; role: string; isDisabled: boolean }

type Props = {
  person: PersonView
  isSelf: boolean
  actions: Record<'changeRole' | 'setDisabled' | 'signOutPerson' | 'resetLink', Action>
}

/** A person with an account, and what an admin can decide about them. */
export function PersonRow({ person, isSelf, actions }: Props) {
  const { id, name, role } = person
  return (
    <li className="border-b border-line [overflow-wrap:anywhere]">
      <details className="group">
        <Summary person={person} isSelf={isSelf} />
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-12 gap-y-6 pb-6 pt-2 md:grid-cols-2">
          <ActionForm
            action={actions.changeRole}
            submit="Change the role"
            look="small"
            className="grid max-w-[26rem] gap-3"
          >
            <input type="hidden" name="id" value={id} />
            <RoleSelect initial={role} label={`Role of ${name}`} />
          </ActionForm>
          <Decisions person={person} actions={actions} />
        </div>
      </details>
    </li>
  )
}

function Summary({ person: { name, email, role, isDisabled }, isSelf }: Pick<Props, 'person' | 'isSelf'>) {
  return (
    <summary className="grid grid-cols-[minmax(0,1fr)_auto_auto] items-baseline gap-x-4 py-4 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_6rem_auto]">
      <span>
        <span className="font-semibold">{name}</span>
        {isSelf && <span className="ml-2 text-meta text-ink-3">You</span>}
      </span>
      <span className="text-ink-2 max-md:col-span-3 max-md:row-start-2">{email}</span>
      <span className={isDisabled ? 'font-semibold text-bad' : 'text-ink-2'}>{isDisabled ? 'closed' : role}</span>
      <span aria-hidden className="flex items-center gap-1 text-accent">
        Change
        <Icon of={ChevronDown} className="size-4 group-open:rotate-180" />
      </span>
    </summary>
  )
}

function Decisions({ person: { id, name, isDisabled }, actions }: Omit<Props, 'isSelf'>) {
  const who = <input type="hidden" name="id" value={id} />
  return (
    <div className="grid gap-3 md:pt-1">
      <ActionForm action={actions.resetLink} submit="Make a reset link" look="small" className="grid gap-3">
        {who}
      </ActionForm>
      <ActionForm action={actions.signOutPerson} submit="Sign out everywhere" look="small" className="grid gap-3">
        {who}
      </ActionForm>
      <ActionForm
        action={actions.setDisabled}
        submit={isDisabled ? 'Open the account again' : 'Close the account'}
        look={isDisabled ? 'small' : 'smallDanger'}
        className="grid gap-3"
        {...(!isDisabled && { confirm: `Close the account of ${name}? It can be opened again.` })}
      >
        {who}
        <input type="hidden" name="disabled" value={isDisabled ? 'no' : 'yes'} />
      </ActionForm>
    </div>
  )
}
