import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose'
import Provider, { type Configuration } from 'oidc-provider'

/** Somebody with an account at the provider. */
export type Somebody = { email: string; email_verified: boolean; name: string }

/** How the next token of the provider is falsified. */
export type Forgery = 'signature' | 'audience' | 'issuer' | 'nonce' | 'age'

/** A conforming OpenID provider on loopback, where people sign in by the name of their account. */
export type IdentityProvider = {
  /** What the site needs to know of it. */
  env: Record<string, string>
  /** Whom it knows, by the name of their account. */
  people: Map<string, Somebody>
  /** Falsifies the tokens it gives from now on; undefined: it is honest. */
  forge: (forgery: Forgery | undefined) => void
  /** Keeps the next answer from the browser that asked, and gives its address. */
  hold: () => Promise<string>
  /** What the site asked it with when it last sent somebody. */
  asked: () => URLSearchParams
  /** Lets it answer, for the site at this address. */
  serve: (siteAddress: string) => void
  stop: () => Promise<void>
}

type Key = Awaited<ReturnType<typeof generateKeyPair>>['privateKey']

const client = { id: 'twelvefold', secret: 'a secret of the tests alone' }

/** Takes a port for it; it answers once it knows the site. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const { privateKey: foreignKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(privateKey)), kid: 'tests', alg: 'RS256', use: 'sig' }
  const server = createServer()
  const issuer = await listen(server)
  const people = new Map<string, Somebody>()
  let forgery: Forgery | undefined
  let asked = new URLSearchParams()
  let keep: ((answer: string) => void) | undefined
  const serve = (siteAddress: string) => {
    const provider = new Provider(issuer, configuration(siteAddress, people, jwk))
    provider.use(async (context, next) => {
      if (context.path === '/auth') asked = new URLSearchParams(context.querystring)
      await next()
      const { location: answer } = context.response.headers
      if (keep && typeof answer === 'string' && answer.startsWith(siteAddress)) {
        keep(answer)
        keep = undefined
        context.response.remove('location')
        context.status = 200
        context.body = 'Held back'
      }
      const body = context.body as { id_token?: string } | undefined
      if (context.path !== '/token' || !forgery || !body?.id_token) return
      body.id_token = await falsify(body.id_token, forgery, forgery === 'signature' ? foreignKey : privateKey)
    })
    const answer = provider.callback()
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (request.url?.startsWith('/interaction/')) void interact(provider, request, response)
      else void answer(request, response)
    })
  }
  return {
    env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret, OIDC_NAME: 'Our SSO' },
    people,
    forge: (wanted) => (forgery = wanted),
    hold: () => new Promise((resolve) => (keep = resolve)),
    asked: () => asked,
    serve,
    stop: () => stop(server),
  }
}

function configuration(siteAddress: string, people: Map<string, Somebody>, key: object): Configuration {
  return {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${siteAddress}/api/auth/callback/oidc`],
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['tests'] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => {
      const known = people.get(sub)
      return known && { accountId: sub, claims: () => ({ sub, ...known }) }
    },
    // Nobody is asked what the site may know.
    loadExistingGrant: async ({ oidc }) => {
      const accountId = oidc.session?.accountId
      if (accountId === undefined || !oidc.client) return undefined
      const grant = new oidc.provider.Grant({ accountId, clientId: oidc.client.clientId })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  }
}

async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html')
    response.end(
      '<!doctype html><title>Our SSO</title><form method="post"><label>Account <input name="account"></label>' +
        '<button name="do" value="enter">Continue</button><button name="do" value="leave">Cancel</button></form>',
    )
    return
  }
  const form = new URLSearchParams(await text(request))
  const result =
    form.get('do') === 'leave'
      ? { error: 'access_denied', error_description: 'Cancelled' }
      : { login: { accountId: form.get('account') ?? '' } }
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false })
}

function falsify(token: string, forgery: Forgery, key: Key): Promise<string> {
  const claims = decodeJwt(token)
  const hourAgo = Math.floor(Date.now() / 1000) - 3600
  const changes: Record<Forgery, object> = {
    signature: {},
    audience: { aud: 'another-site' },
    issuer: { iss: 'https://elsewhere.example.org' },
    nonce: { nonce: 'of another sign-in' },
    age: { exp: hourAgo, iat: hourAgo - 60 },
  }
  return new SignJWT({ ...claims, ...changes[forgery] }).setProtectedHeader({ alg: 'RS256', kid: 'tests' }).sign(key)
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.closeAllConnections()
    server.close(() => resolve())
  })
}
