/**
 * Who gets what on a members-only site, for every route of the build; a route that is not here fails the walk.
 * `open` is for everybody, `members` for everybody with an account, `admins` for admins; what is for `writers` is their
 * own alone, and an example is nobody's. Files of the build (`/_next/static`) are no routes and are open to everybody:
 * scripts, styles, Pyodide and its runner are the product's own and say nothing of what a team wrote.
 */
export type Door = 'open' | 'members' | 'writers' | 'admins'

/** `status` is what a page of it answers to those who may enter, where it is not 200. */
type Rule = { door: Door; example: string; status?: number }

export const matrix: Record<string, Rule> = {
  '/': { door: 'members', example: '/' },
  '/lessons': { door: 'members', example: '/lessons' },
  '/lessons/[slug]': { door: 'members', example: '/lessons/be-your-own-biggest-sceptic' },
  '/lessons/[slug]/history': { door: 'members', example: '/lessons/be-your-own-biggest-sceptic/history' },
  '/toy-problems': { door: 'members', example: '/toy-problems' },
  '/toy-problems/[slug]': { door: 'members', example: '/toy-problems/leakage-detective' },
  '/toy-problems/[slug]/history': { door: 'members', example: '/toy-problems/leakage-detective/history' },
  '/toy-problems/[slug]/files/[file]': { door: 'members', example: '/toy-problems/leakage-detective/files/starter.py' },
  '/postmortems': { door: 'members', example: '/postmortems' },
  '/postmortems/[slug]': { door: 'members', example: '/postmortems/google-flu-trends' },
  '/postmortems/[slug]/history': { door: 'members', example: '/postmortems/google-flu-trends/history' },
  '/actions': { door: 'members', example: '/actions' },
  '/search': { door: 'members', example: '/search?q=leakage' },
  '/write/new': { door: 'members', example: '/write/new' },
  '/write/[id]': { door: 'members', example: '/write/sf99gjpxac' },
  '/write/guide': { door: 'members', example: '/write/guide' },
  '/feed.xml': { door: 'members', example: '/feed.xml' },
  '/feed/[...path]': { door: 'members', example: '/feed/lessons/7.xml' },
  '/drafts': { door: 'members', example: '/drafts' },
  '/drafts/shared/[token]': { door: 'members', example: '/drafts/shared/shared-with-members' },
  '/files/[...path]': { door: 'members', example: '/files/postmortems/secret.png' },
  '/api/search': { door: 'members', example: '/api/search?q=leakage' },
  '/api/search/missed': { door: 'members', example: '/api/search/missed', status: 405 },
  '/api/similar': { door: 'members', example: '/api/similar', status: 405 },
  '/api/lessons': { door: 'members', example: '/api/lessons' },
  '/api/openapi.json': { door: 'members', example: '/api/openapi.json' },
  '/api/postmortems': { door: 'members', example: '/api/postmortems', status: 405 },
  '/api/postmortems/[id]': { door: 'members', example: '/api/postmortems/8c847j4mcp' },
  '/api/progress': { door: 'members', example: '/api/progress' },
  '/api/progress/documents': { door: 'members', example: '/api/progress/documents?ids=sf99gjpxac' },
  '/api/progress/changes': { door: 'members', example: '/api/progress/changes?of=sf99gjpxac:ab' },
  '/api/progress/changes/[id]': { door: 'members', example: '/api/progress/changes/sf99gjpxac?since=ab' },
  '/api/drafts/[key]': { door: 'members', example: '/api/drafts/a-key-of-nobody-here' },
  '/api/toy-problems/[id]/code': { door: 'members', example: '/api/toy-problems/m4dr8z88fv/code' },
  '/api/images': { door: 'writers', example: '/api/images?draft=nobody-s-draft-0001' },
  '/api/images/[draft]/[name]': { door: 'writers', example: '/api/images/nobody-s-draft-0001/none.webp' },
  '/api/images/shared/[token]/[name]': {
    door: 'members',
    example: '/api/images/shared/shared-with-members/none.webp',
    status: 404,
  },
  '/api/account': { door: 'members', example: '/api/account' },
  '/progress': { door: 'members', example: '/progress' },
  '/account': { door: 'members', example: '/account' },
  '/people': { door: 'admins', example: '/people' },
  '/site': { door: 'admins', example: '/site' },
  '/content': { door: 'admins', example: '/content' },
  '/searches': { door: 'admins', example: '/searches' },
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
