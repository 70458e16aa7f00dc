import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Door, News, OtherWay, Refused } from '@/components/accounts/door'
import { ProviderButtons } from '@/components/accounts/provider-buttons'
import { SignInForm } from '@/components/accounts/sign-in-form'
import { getSiteSettings, getViewer, listProviders, refusalWords, safeCallback } from '@/lib/accounts'
import { signInAction, signInWithAction } from '../actions'

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } }

type Props = { searchParams: Promise<Partial<Record<'callbackUrl' | 'after' | 'refused', string | string[]>>> }

const news: Record<string, string> = {
  reset: 'Your new password is set. Sign in with it.',
  password: 'Your password is changed, and you are signed out everywhere. Sign in with the new one.',
}

export default async function SignInRoute({ searchParams }: Props) {
  const { callbackUrl, after, refused } = await searchParams
  const back = safeCallback(callbackUrl)
  if (await getViewer()) redirect(back)
  const { access, siteName } = await getSiteSettings()
  const providers = listProviders()
  return (
    <Door
      title={`Sign in to ${siteName}`}
      intro={
        <>
          {access === 'members' ? 'This site is for its members.' : 'Reading needs no account; writing does.'} Accounts
          are by invitation. For one, or for a forgotten password, ask an admin.
        </>
      }
    >
      <News words={typeof after === 'string' ? news[after] : undefined} />
      <Refused words={refusalWords(refused)} />
      <SignInForm signIn={signInAction} callbackUrl={back} />
      {providers.length > 0 && (
        <OtherWay>
          <ProviderButtons
            providers={providers}
            verb="Sign in with"
            action={signInWithAction}
            given={{ callbackUrl: back }}
          />
        </OtherWay>
      )}
    </Door>
  )
}
