/**
 * Who gets what on a members-only site, for every route of the build; a route that is not here fails the walk.
 * `open` is for everybody, `members` for everybody with an account, `admins` for admins.
 */
export type Door = 'open' | 'members' | 'admins'

type Rule = { door: Door; example: string }

export const matrix: Record<string, Rule> = {
  '/': { door: 'members', example: '/' },
  '/lessons': { door: 'members', example: '/lessons' },
  '/lessons/[slug]': { door: 'members', example: '/lessons/be-your-own-biggest-sceptic' },
  '/toy-problems': { door: 'members', example: '/toy-problems' },
  '/toy-problems/[slug]': { door: 'members', example: '/toy-problems/leakage-detective' },
  '/toy-problems/[slug]/files/[file]': { door: 'members', example: '/toy-problems/leakage-detective/files/starter.py' },
  '/postmortems': { door: 'members', example: '/postmortems' },
  '/postmortems/[slug]': { door: 'members', example: '/postmortems/google-flu-trends' },
  '/search': { door: 'members', example: '/search?q=leakage' },
  '/write/new': { door: 'members', example: '/write/new' },
  '/write/guide': { door: 'members', example: '/write/guide' },
  '/files/[...path]': { door: 'members', example: '/files/postmortems/secret.png' },
  '/api/search': { door: 'members', example: '/api/search?q=leakage' },
  '/api/progress': { door: 'members', example: '/api/progress' },
  '/api/progress/documents': { door: 'members', example: '/api/progress/documents?ids=sf99gjpxac' },
  '/api/progress/changes': { door: 'members', example: '/api/progress/changes?of=sf99gjpxac:ab' },
  '/api/progress/changes/[id]': { door: 'members', example: '/api/progress/changes/sf99gjpxac?since=ab' },
  '/api/account': { door: 'members', example: '/api/account' },
  '/progress': { door: 'members', example: '/progress' },
  '/account': { door: 'members', example: '/account' },
  '/people': { door: 'admins', example: '/people' },
  '/site': { door: 'admins', example: '/site' },
  '/audit': { door: 'admins', example: '/audit' },
  '/sign-in': { door: 'open', example: '/sign-in' },
  '/setup/[token]': { door: 'open', example: '/setup/guessed' },
  '/invite/[token]': { door: 'open', example: '/invite/guessed' },
  '/reset/[token]': { door: 'open', example: '/reset/guessed' },
  '/api/auth/callback/[provider]': { door: 'open', example: '/api/auth/callback/github' },
  '/healthz': { door: 'open', example: '/healthz' },
  '/robots.txt': { door: 'open', example: '/robots.txt' },
  '/sitemap.xml': { door: 'open', example: '/sitemap.xml' },
  '/icon.svg': { door: 'open', example: '/icon.svg' },
  '/_not-found': { door: 'open', example: '/nowhere' },
  '/_global-error': { door: 'open', example: '/_global-error' },
}

/**
 * Ways to ask for a page: as a browser does at first, when it follows a link, and ahead of that, whole and by segments.
 */
export const ways: Record<string, Record<string, string>> = {
  page: { accept: 'text/html' },
  payload: { rsc: '1' },
  prefetch: { rsc: '1', 'next-router-prefetch': '1' },
  tree: { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  segment: { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_index' },
}

/** Those ahead of a click: what answers is the shape of the address, and nothing of what is there. */
export const aheadOfClick = new Set(['prefetch', 'tree', 'segment'])

/** Methods besides GET, to every route. */
export const methods = ['HEAD', 'POST'] as const
