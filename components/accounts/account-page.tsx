import type { ReactNode } from 'react'
import { ActionForm, type Action } from '@/components/ui/action-form'
import { TextField } from '@/components/ui/text-field'
import { NewPassword } from './new-password'
import { SessionList, type SessionView } from './session-list'
import { TokenList, type TokenView } from './token-list'

type Props = {
  viewer: { name: string; email: string; role: string }
  sessions: SessionView[]
  tokens: TokenView[]
  actions: Record<
    'signOut' | 'signOutEverywhere' | 'endSession' | 'changePassword' | 'createToken' | 'revokeToken' | 'deleteAccount',
    Action
  >
}

const roleWords: Record<string, string> = {
  reader: 'A reader: reads, and keeps progress.',
  writer: 'A writer: reads, and publishes postmortems.',
  admin: 'An admin: publishes, and decides about people and the site.',
}

/** A person's own account: where they are signed in, their password, their tokens, and the way out. */
export function AccountPage({ viewer, sessions, tokens, actions }: Props) {
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
            <a href="/audit">Audit log</a>
          </p>
        )}
        <div className="mt-5">
          <ActionForm action={actions.signOut} submit="Sign out" look="plain" />
        </div>
      </header>
      <Part title="Where you are signed in">
        <SessionList sessions={sessions} end={actions.endSession} />
        {sessions.length > 1 && (
          <div className="mt-4">
            <ActionForm action={actions.signOutEverywhere} submit="Sign out everywhere" look="plain" />
          </div>
        )}
      </Part>
      <Part title="Password">
        <p className="mb-4 text-ink-2">Changing it signs you out everywhere, here too.</p>
        <ActionForm action={actions.changePassword} submit="Change the password" className="grid max-w-[26rem] gap-5">
          <input type="hidden" name="username" autoComplete="username" value={viewer.email} readOnly />
          <TextField name="current" label="Present password" type="password" autoComplete="current-password" required />
          <NewPassword name="next" label="New password" />
        </ActionForm>
      </Part>
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
        <ActionForm
          action={actions.deleteAccount}
          submit="Delete my account"
          look="plain"
          confirm="Delete your account for good?"
          className="grid max-w-[26rem] gap-5"
        >
          <TextField name="password" label="Password" type="password" autoComplete="current-password" required />
        </ActionForm>
      </Part>
    </div>
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
