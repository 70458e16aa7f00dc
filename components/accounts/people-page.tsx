import { ActionForm, type Action } from '@/components/ui/action-form'
import { Moment } from '@/components/ui/moment'
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
    <div>
      <AdminHeader title="People" />
      <p className="mt-2 max-w-[66ch] text-ink-2">
        {people.length === 1 ? 'One account.' : `${people.length} accounts.`} A reader reads and keeps progress; a
        writer publishes postmortems too; an admin decides about people and the site as well.
      </p>
      <ul className="mt-6 border-t border-line">
        {people.map((person) => (
          <PersonRow key={person.id} person={person} isSelf={person.id === ownId} actions={actions} />
        ))}
      </ul>
      <div className="mt-12 grid items-start gap-12 md:grid-cols-2">
        <section>
          <h2 className="text-2xl">Invite somebody</h2>
          <ActionForm action={actions.invite} submit="Make an invitation" className="mt-4 grid max-w-[26rem] gap-5">
            <TextField
              name="email"
              label="E-mail address"
              help={`Only this address can use it${sendsMail ? ', and the link is mailed to it' : ''}. Leave it empty for a link that anybody can use once.`}
              type="email"
            />
            <RoleSelect initial="writer" />
          </ActionForm>
        </section>
        <section>
          <h2 id="open-invitations" className="text-2xl">
            Open invitations
          </h2>
          <Invitations invitations={invitations} withdraw={actions.withdrawInvitation} />
        </section>
      </div>
    </div>
  )
}

function Invitations({ invitations, withdraw }: Pick<Props, 'invitations'> & { withdraw: Action }) {
  if (invitations.length === 0) return <p className="mt-4 text-ink-2">None. One stands here until it is used.</p>
  return (
    <ul aria-labelledby="open-invitations" className="mt-4 border-t border-line">
      {invitations.map(({ id, email, role, expiresAt }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line py-3">
          <p className="min-w-0 flex-1 basis-56 [overflow-wrap:anywhere]">
            {email ?? 'Whoever has the link'}, as {role}
            <span className="block text-meta tabular-nums text-ink-3">
              Until <Moment at={expiresAt} />
            </span>
          </p>
          <ActionForm action={withdraw} submit="Withdraw" look="small">
            <input type="hidden" name="id" value={id} />
          </ActionForm>
        </li>
      ))}
    </ul>
  )
}
