import { AppError } from '@/lib/errors'

/** Lets through only what a page of this site sends. Throws `forbidden` for another origin, `null`, and none at all. */
export function requireSameOrigin(headers: Pick<Headers, 'get'>): void {
  const origin = headers.get('origin') ?? ''
  const host = headers.get('x-forwarded-host') ?? headers.get('host')
  const site = headers.get('sec-fetch-site')
  const isSame = URL.canParse(origin) && new URL(origin).host === host
  if (isSame && (site === null || site === 'same-origin')) return
  throw new AppError(
    'forbidden',
    'This request did not come from a page of this site. Open the page again and send it from there.',
  )
}
