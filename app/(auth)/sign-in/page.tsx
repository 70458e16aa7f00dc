import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Door } from '@/components/accounts/door'
import { SignInForm } from '@/components/accounts/sign-in-form'
import { getSiteSettings, getViewer, safeCallback } from '@/lib/accounts'
import { signInAction } from '../actions'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

type Props = { searchParams: Promise<{ callbackUrl?: string | string[]; after?: string | string[] }> }

const news: Record<string, string> = {
  reset: 'Your new password is set. ',
  password: 'Your password is changed, and you are signed out everywhere. ',
}

export default async function SignInRoute({ searchParams }: Props) {
  const { callbackUrl, after } = await searchParams
  const back = safeCallback(callbackUrl)
  if (await getViewer()) redirect(back)
  const { access, siteName } = await getSiteSettings()
  return (
    <Door
      title={`Sign in to ${siteName}`}
      intro={
        <>
          {typeof after === 'string' && news[after]}
          {access === 'members' ? 'This site is for its members.' : 'Reading needs no account; writing does.'} Accounts
          are by invitation: ask an admin for one, or for a reset link.
        </>
      }
    >
      <SignInForm signIn={signInAction} callbackUrl={back} />
    </Door>
  )
}
