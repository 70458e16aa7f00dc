import type { User } from 'next-auth'
import type { OAuthConfig } from 'next-auth/providers/oauth'
import { z } from 'zod'
import { config, type ProviderConfig } from '@/lib/config'
import { emailSchema, identitySchema } from './schema'

declare module 'next-auth' {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- an interface is what can be added to
  interface User {
    isEmailVerified?: boolean
  }
}

const claimsSchema = z.object({
  sub: identitySchema.shape.subject,
  email: z.string().optional(),
  // Some providers send it as text.
  email_verified: z.union([z.boolean(), z.stringbool()]).optional(),
  name: z.string().optional(),
})

const gitHubSchema = z.object({ id: z.number(), login: z.string(), name: z.string().nullish() })
const gitHubEmails = z.array(z.object({ email: z.string(), primary: z.boolean(), verified: z.boolean() }))

type Claims = Record<string, unknown> & { sub?: string }

/** The services that may vouch for people, as next-auth talks to them. */
export function identityProviders(): OAuthConfig<Claims>[] {
  return config().providers.map((provider) => (provider.id === 'github' ? gitHub(provider) : openIdConnect(provider)))
}

function openIdConnect({ id, name, issuer, clientId, clientSecret }: ProviderConfig): OAuthConfig<Claims> {
  return {
    id,
    name,
    type: 'oauth',
    wellKnown: `${issuer}/.well-known/openid-configuration`,
    authorization: { params: { scope: 'openid email profile' } },
    idToken: true,
    checks: ['pkce', 'state', 'nonce'],
    clientId,
    clientSecret,
    userinfo: {
      // A conforming provider may give the e-mail address here alone.
      request: ({ client, tokens }) =>
        client.issuer.metadata.userinfo_endpoint ? client.userinfo(tokens.access_token ?? '') : {},
    },
    profile: (asked, tokens) => {
      // Next-auth's types leave out what its tokens can do.
      const signed = (tokens as { claims?: () => Claims }).claims?.() ?? {}
      if (asked.sub !== undefined && asked.sub !== signed.sub) throw new Error('The claims are of two people.')
      return claimsToUser({ ...asked, ...signed })
    },
  }
}

function gitHub({ id, name, issuer, clientId, clientSecret }: ProviderConfig): OAuthConfig<Claims> {
  const api = issuer === 'https://github.com' ? 'https://api.github.com' : `${issuer}/api/v3`
  return {
    id,
    name,
    type: 'oauth',
    issuer: `${issuer}/login/oauth`,
    authorization: { url: `${issuer}/login/oauth/authorize`, params: { scope: 'read:user user:email' } },
    token: { url: `${issuer}/login/oauth/access_token` },
    checks: ['pkce', 'state'],
    clientId,
    clientSecret,
    userinfo: {
      request: async ({ tokens }) => {
        const ask = (path: string) => askGitHub(api + path, tokens.access_token ?? '')
        const { id: sub, login, name: called } = gitHubSchema.parse(await ask('/user'))
        // The address on the profile may be any; these say which are verified.
        const primary = gitHubEmails.parse(await ask('/user/emails')).find((email) => email.primary)
        const verified = primary && { email: primary.email, email_verified: primary.verified }
        return { sub: String(sub), name: called ?? login, ...verified }
      },
    },
    profile: claimsToUser,
  }
}

function claimsToUser(given: Claims): User {
  const { sub, email, email_verified, name = '' } = claimsSchema.parse(given)
  return {
    id: sub,
    // An address that could be none here counts as none.
    email: emailSchema.safeParse(email).data ?? '',
    name: name.replace(/\p{Cc}/gu, ' ').slice(0, 300),
    isEmailVerified: email_verified === true,
  }
}

async function askGitHub(address: string, token: string): Promise<unknown> {
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'user-agent': 'twelvefold',
  }
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(5000) })
  if (!response.ok) throw new Error(`${address} answered ${response.status}`)
  return response.json()
}
