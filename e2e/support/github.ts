import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** A server that speaks as GitHub Enterprise does, for one person who is signed in there. */
export type GitHub = {
  env: Record<string, string>
  person: { id: number; login: string; emails: { email: string; primary: boolean; verified: boolean }[] }
  /** What the site proved with that it is the one that asked. */
  verifier: string
  stop: () => Promise<void>
}

/** Starts it on loopback. */
export async function startGitHub(): Promise<GitHub> {
  const gitHub = { person: { id: 1, login: 'nobody', emails: [] }, verifier: '' } as unknown as GitHub
  const server = createServer((request, response) => void answer(gitHub, request, response))
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
  gitHub.env = { GITHUB_URL: `http://127.0.0.1:${port}`, GITHUB_CLIENT_ID: 'id', GITHUB_CLIENT_SECRET: 'secret' }
  gitHub.stop = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return gitHub
}

async function answer(gitHub: GitHub, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://github')
  const { emails, ...user } = gitHub.person
  if (pathname === '/login/oauth/authorize') {
    const back = new URL(searchParams.get('redirect_uri') ?? '')
    back.search = String(new URLSearchParams({ code: 'code', state: searchParams.get('state') ?? '' }))
    response.writeHead(302, { location: back.href }).end()
    return
  }
  if (pathname === '/login/oauth/access_token') {
    gitHub.verifier = new URLSearchParams(await text(request)).get('code_verifier') ?? ''
  }
  const answers: Record<string, unknown> = {
    '/login/oauth/access_token': { access_token: 'token', token_type: 'bearer', scope: 'user:email' },
    '/api/v3/user': { ...user, name: null, email: 'whatever@example.org' },
    '/api/v3/user/emails': emails,
  }
  const known = answers[pathname]
  response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(known ?? {}))
}
