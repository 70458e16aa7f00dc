import { config } from '@/lib/config'
import { AppError } from '@/lib/errors'

/** Lets through only what a page of this site sends. Throws `forbidden` for another origin, `null`, and none at all. */
export function requireSameOrigin(headers: Pick<Headers, 'get'>): void {
  const origin = headers.get('origin') ?? ''
  const host = headers.get('x-forwarded-host') ?? headers.get('host')
  const site = headers.get('sec-fetch-site')
  const isSame = URL.canParse(origin) && new URL(origin).host === host && hasOwnScheme(new URL(origin))
  if (isSame && (site === null || site === 'same-origin')) return
  throw new AppError(
    'forbidden',
    'This request did not come from a page of this site. Open the page again and send it from there.',
  )
}

// A page of the same name without https may be anybody's, who sits between.
function hasOwnScheme({ host, protocol }: URL): boolean {
  const site = new URL(config().siteUrl)
  return host === site.host ? protocol === site.protocol : /^https?:$/.test(protocol)
}
