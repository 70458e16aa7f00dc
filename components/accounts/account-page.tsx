import type { ReactNode } from 'react'
import { ActionForm, type Action } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'
import { BeforeSignOut } from './before-sign-out'
import { Refused } from './door'
import { LinkedAccounts, type LinkedAccountView } from './linked-accounts'
import { NewPassword } from './new-password'
import { SessionList, type SessionView } from './session-list'
import { TokenList, type TokenView } from './token-list'

type Props = {
  viewer: { name: string; email: string; role: string }
  sessions: SessionView[]
  tokens: TokenView[]
  /** False for somebody who signs in elsewhere only. */
  hasPassword: boolean
  linkedAccounts: LinkedAccountView[]
  /** Services to sign in with. */
  providers: { id: string; name: string }[]
  /** Why an account elsewhere could not be linked just now. */
  refusal: string | undefined
  actions: Record<
    | 'signOut'
    | 'signOutEverywhere'
    | 'endSession'
    | 'changePassword'
    | 'linkAccount'
    | 'unlinkAccount'
    | 'createToken'
    | 'revokeToken'
    | 'deleteAccount',
    Action
  >
}

const roleWords: Record<string, string> = {
  reader: 'A reader: reads, and keeps progress.',
  writer: 'A writer: reads, and publishes postmortems.',
  admin: 'An admin: publishes, and decides about people and the site.',
}

/** A person's own account: where they are signed in, their password, their tokens, and the way out. */
export function AccountPage(props: Props) {
  const { viewer, sessions, tokens, hasPassword, linkedAccounts, providers, refusal, actions } = props
  return (
    <div className="max-w-[46rem]">
      <header className="kind-rule">
        <p className="eyebrow">Your account</p>
        <h1 className="title mt-2">{viewer.name}</h1>
        <p className="mt-2 text-ink-2">
          {viewer.email}. {roleWords[viewer.role]}
        </p>
        {viewer.role === 'admin' && (
          <p className="mt-3 flex gap-5">
            <a href="/people">People</a>
            <a href="/site">The site</a>
            <a href="/audit">Audit log</a>
          </p>
        )}
        <div className="mt-5">
          <BeforeSignOut>
            <ActionForm action={actions.signOut} submit="Sign out" look="plain" />
          </BeforeSignOut>
        </div>
      </header>
      <Part title="Where you are signed in">
        <SessionList sessions={sessions} end={actions.endSession} />
        {sessions.length > 1 && (
          <div className="mt-4">
            <BeforeSignOut>
              <ActionForm action={actions.signOutEverywhere} submit="Sign out everywhere" look="plain" />
            </BeforeSignOut>
          </div>
        )}
      </Part>
      <Part title="Password">
        {hasPassword ? (
          <PasswordForm email={viewer.email} change={actions.changePassword} />
        ) : (
          <p className="text-ink-2">You have none: you sign in elsewhere. An admin can hand you a link to set one.</p>
        )}
      </Part>
      {(providers.length > 0 || linkedAccounts.length > 0) && (
        <Part title="Accounts elsewhere">
          <Refused words={refusal} />
          <LinkedAccounts
            accounts={linkedAccounts}
            providers={providers}
            link={actions.linkAccount}
            unlink={actions.unlinkAccount}
          />
        </Part>
      )}
      <Part title="API tokens">
        <TokenList
          tokens={tokens}
          mayPublish={viewer.role !== 'reader'}
          create={actions.createToken}
          revoke={actions.revokeToken}
        />
      </Part>
      <Part title="Your data">
        <p className="text-ink-2">
          <a href="/api/account" download="twelvefold-account.json">
            Download everything that is kept about you
          </a>
          , as JSON. What you have written is in git, under your name.
        </p>
      </Part>
      <Part title="Delete your account">
        <p className="mb-4 text-ink-2">
          Your account, your sessions and your tokens go at once and for good. What you have published stays, with your
          name as its author.
        </p>
        <DeleteForm hasPassword={hasPassword} remove={actions.deleteAccount} />
      </Part>
    </div>
  )
}

function DeleteForm({ hasPassword, remove }: { hasPassword: boolean; remove: Action }) {
  return (
    <ActionForm
      action={remove}
      submit="Delete my account"
      look="plain"
      confirm="Delete your account for good?"
      className="grid max-w-[26rem] gap-5"
    >
      {hasPassword ? (
        <TextField name="confirmation" label="Password" type="password" autoComplete="current-password" required />
      ) : (
        <TextField name="confirmation" label="Your e-mail address" type="email" autoComplete="off" required />
      )}
    </ActionForm>
  )
}

function PasswordForm({ email, change }: { email: string; change: Action }) {
  return (
    <>
      <p className="mb-4 text-ink-2">Changing it signs you out everywhere, here too.</p>
      <ActionForm action={change} submit="Change the password" className="grid max-w-[26rem] gap-5">
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <TextField name="current" label="Present password" type="password" autoComplete="current-password" required />
        <NewPassword name="next" label="New password" />
      </ActionForm>
    </>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-12 border-t border-line pt-5">
      <h2 className="mb-3 text-2xl">{title}</h2>
      {children}
    </section>
  )
}
