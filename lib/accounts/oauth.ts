import { cookies } from 'next/headers'
import { NextRequest, NextResponse } from 'next/server'
import NextAuth, { type NextAuthOptions, type User } from 'next-auth'
import { config, type ProviderConfig } from '@/lib/config'
import { AppError } from '@/lib/errors'
import { safeCallback } from './callback'
import { keepIntent, takeIntent, type Intent } from './intent'
import { blockOf, giveTurnBack, recordOnce, takeTurn } from './limits'
import { authOptions, callerOfRequest, forgetCallback, forgetSignedOut, getSessionId, getViewer } from './next-auth'
import { identityProviders } from './providers'
import { Refusal, type Reason } from './refusals'
import { enter } from './sign-in-with'

/** The services to choose from, by id and name. */
export function listProviders(): { id: string; name: string }[] {
  return config().providers.map(({ id, name }) => ({ id, name }))
}

/**
 * Where to send somebody who signs in with another service, which leads back to `finishSignInWith`. Only in an action.
 * Throws `not-found` for an unknown service, `unavailable` when it does not answer, `rate-limited` after many tries.
 */
export async function beginSignInWith(providerId: string, intent: Intent): Promise<string> {
  const { name } = requireProvider(providerId)
  const { address } = await callerOfRequest()
  await takeTurn({ address })
  const options = { ...authOptions(), providers: identityProviders() }
  // Next-auth answers with a fault to one that is no address; where to go afterwards stands in the intent.
  await forgetCallback()
  const { csrfToken } = (await (await ask('csrf', options)).json()) as { csrfToken: string }
  const body = new URLSearchParams({ csrfToken, json: 'true' })
  const answer = await ask(`signin/${providerId}`, options, { method: 'POST', body })
  const { url } = (await answer.json()) as { url: string }
  // It leads to a page for errors here when the service could not be asked for its addresses.
  if (url.startsWith(`${config().siteUrl}/`)) {
    throw new AppError('unavailable', `${name} does not answer. Try again in a minute.`, { retryAfter: 60 })
  }
  await keepIntent(intent)
  return url
}

/** Ends what `beginSignInWith` began: signs in or links an account, and leads on, or back with the reason why not. */
export async function finishSignInWith(providerId: string, search: string): Promise<Response> {
  const provider = requireProvider(providerId)
  const intent = await takeIntent()
  const to = intent && (await askBack(provider, intent, search))
  if (to === undefined) {
    const { address } = await callerOfRequest()
    const subject = `from ${address} by ${provider.name}: failed`
    await recordOnce(`callback ${blockOf(address)}`, { actor: 'somebody', act: 'sign-in.refused', subject })
  }
  return new Response(null, {
    status: 303,
    headers: { location: to ?? refused(intent, 'failed'), 'cache-control': 'no-store' },
  })
}

/** Where next-auth leads somebody who came back; undefined when it found something wrong. */
async function askBack(provider: ProviderConfig, intent: Intent, search: string): Promise<string | undefined> {
  const answer = await ask(`callback/${provider.id}${search}`, optionsFor(provider, intent))
  const to = answer.headers.get('location')
  if (to === null || answer.status !== 302 || to.startsWith(`${config().siteUrl}/api/auth/`)) return undefined
  return to
}

/** Next-auth with what to do once a service has vouched for somebody. */
function optionsFor(provider: ProviderConfig, intent: Intent): NextAuthOptions {
  let sessionId: string | undefined
  return {
    ...authOptions(),
    providers: identityProviders(),
    callbacks: {
      signIn: async ({ user }) => {
        try {
          sessionId = await enterAs(user, provider, intent)
          return intent.purpose === 'link' ? `${config().siteUrl}/account` : true
        } catch (error) {
          if (error instanceof Refusal) return refused(intent, error.reason)
          console.error(`Sign-in by ${provider.name}:`, error)
          return refused(intent, 'failed')
        }
      },
      jwt: () => (sessionId ? { sessionId } : {}),
      redirect: () => config().siteUrl + safeCallback(intent.callbackUrl),
    },
  }
}

/** Gives the session of somebody who has signed in; none when they have linked an account. */
async function enterAs(user: User, { issuer }: ProviderConfig, intent: Intent): Promise<string | undefined> {
  const { id: subject, email, name, isEmailVerified } = user
  const vouched = {
    issuer,
    subject,
    email: email ?? '',
    isEmailVerified: isEmailVerified === true,
    name: name ?? '',
  }
  const { address, label } = await callerOfRequest()
  const here = { viewer: await getViewer(), sessionId: await getSessionId(), label }
  const { sessionId } = await enter(vouched, intent, here)
  if (sessionId === undefined) return undefined
  await giveTurnBack({ address })
  await forgetSignedOut()
  return sessionId
}

/** Asks next-auth, and hands its cookies to the browser. */
async function ask(path: string, options: NextAuthOptions, init?: { method: string; body: URLSearchParams }) {
  const request = new NextRequest(`${config().siteUrl}/api/auth/${path}`, init)
  const nextauth = request.nextUrl.pathname.split('/').slice(3)
  const answer = (await NextAuth(request, { params: { nextauth } }, options)) as Response
  const jar = await cookies()
  const given = new NextResponse(null, { headers: answer.headers }).cookies.getAll()
  for (const { name, value, ...attributes } of given) jar.set(name, value, attributes)
  return answer
}

function requireProvider(id: string): ProviderConfig {
  const provider = config().providers.find((known) => known.id === id)
  if (!provider) throw new AppError('not-found', 'Signing in with that service is not set up here.')
  return provider
}

function refused(intent: Intent | undefined, reason: Reason): string {
  return `${config().siteUrl}/${intent?.purpose === 'link' ? 'account' : 'sign-in'}?refused=${reason}`
}
