import type { ReactNode } from 'react'
import { ActionForm, type Action } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'
import { BeforeSignOut } from './before-sign-out'
import { Refused } from './door'
import { LinkedAccounts, type LinkedAccountView } from './linked-accounts'
import { NewPassword } from './new-password'
import { roleWords } from './role-words'
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

/** A person's own account: where they are signed in, their password, their tokens, and the way out. */
export function AccountPage(props: Props) {
  const { viewer, sessions, tokens, hasPassword, linkedAccounts, providers, refusal, actions } = props
  return (
    <div>
      <AccountHeader viewer={viewer} signOut={actions.signOut} />
      <div className="mt-6 empty:hidden">
        <Refused words={refusal} />
      </div>
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

function AccountHeader({ viewer, signOut }: Pick<Props, 'viewer'> & { signOut: Action }) {
  return (
    <header className="kind-rule flex flex-wrap items-end justify-between gap-x-8 gap-y-5">
      <div className="min-w-0">
        <p className="eyebrow">Your account</p>
        <h1 className="title mt-2">{viewer.name}</h1>
        <p className="mt-2 text-ink-2 [overflow-wrap:anywhere]">{viewer.email}</p>
        <p className="text-ink-2">{roleWords[viewer.role]}</p>
        <p className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
          <a href="/progress">Your progress</a>
          <a href="/drafts">Your drafts</a>
          {viewer.role === 'admin' && (
            <>
              <a href="/people">People</a>
              <a href="/site">The site</a>
              <a href="/content">Content</a>
              <a href="/searches">Searches</a>
              <a href="/audit">Audit log</a>
            </>
          )}
        </p>
      </div>
      <BeforeSignOut>
        <ActionForm action={signOut} submit="Sign out" look="plain" />
      </BeforeSignOut>
    </header>
  )
}

function DeleteForm({ hasPassword, remove }: { hasPassword: boolean; remove: Action }) {
  return (
    <ActionForm
      action={remove}
      submit="Delete my account"
      look="danger"
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
    <section className="mt-10 grid gap-x-12 gap-y-3 border-t border-line pt-5 md:grid-cols-[18rem_minmax(0,44rem)]">
      <h2 className="text-2xl">{title}</h2>
      <div className="min-w-0">{children}</div>
    </section>
  )
}
