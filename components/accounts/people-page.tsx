import { ActionForm, type Action } from '@/components/ui/action-form'
import { minuteText } from '@/components/ui/clock'
import { TextField } from '@/components/ui/text-field'
import { AdminHeader } from './admin-header'
import { PersonRow, type PersonView } from './person-row'
import { RoleSelect } from './role-select'

type Invitation = { id: string; email: string | undefined; role: string; expiresAt: string }

type Props = {
  people: PersonView[]
  invitations: Invitation[]
  ownId: string
  /** Whether the server sends mail. */
  sendsMail: boolean
  actions: Record<
    'invite' | 'withdrawInvitation' | 'changeRole' | 'setDisabled' | 'signOutPerson' | 'resetLink',
    Action
  >
}

/** Everybody with an account, and the invitations that are open. */
export function PeoplePage({ people, invitations, ownId, sendsMail, actions }: Props) {
  return (
    <div className="max-w-[60rem]">
      <AdminHeader title="People" />
      <ul className="mt-6 border-t border-line">
        {people.map((person) => (
          <PersonRow key={person.id} person={person} isSelf={person.id === ownId} actions={actions} />
        ))}
      </ul>
      <section className="mt-12">
        <h2 className="text-2xl">Invite somebody</h2>
        <ActionForm action={actions.invite} submit="Make an invitation" className="mt-4 grid max-w-[26rem] gap-5">
          <TextField
            name="email"
            label="E-mail address"
            help={`Only this address can use it${sendsMail ? ', and the link is mailed to it' : ''}. Empty: whoever has the link.`}
            type="email"
          />
          <RoleSelect initial="writer" />
        </ActionForm>
        {invitations.length > 0 && (
          <ul aria-label="Open invitations" className="mt-8 border-t border-line">
            {invitations.map(({ id, email, role, expiresAt }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line py-3">
                <p className="min-w-0 flex-1 basis-56">
                  {email ?? 'Whoever has the link'}, as {role}
                  <span className="block text-meta tabular-nums text-ink-3">Until {minuteText(expiresAt)} UTC</span>
                </p>
                <ActionForm action={actions.withdrawInvitation} submit="Withdraw" look="small">
                  <input type="hidden" name="id" value={id} />
                </ActionForm>
              </li>
            ))}
          </ul>
        )}
      </section>
    </div>
  )
}
