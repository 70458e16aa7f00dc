import { isLoopback } from '@/lib/config'
import { AppError } from '@/lib/errors'

/** Who writes: the signed-in person as code sees it. Until accounts come, whoever sits at this machine. */
export type Viewer = { name: string; email: string }

/** What a request to write says about where it comes from. */
export type Origin = { listensOn: string; host: string | null; origin: string | null; site: string | null }

/** Whether writing in the browser is open to a request for a page: the server and the address are this machine's own. */
export function mayOpenForm({ listensOn, host }: Pick<Origin, 'listensOn' | 'host'>): boolean {
  return isLoopback(listensOn) && host !== null && isLoopback(host)
}

/**
 * Lets through only requests of a page of this site, opened on the machine it runs on. Throws `forbidden`.
 * The host is checked as well as the origin, since a foreign name may be made to lead to a loopback address.
 */
export function requireLocalRequest(request: Origin): void {
  if (!mayOpenForm(request)) {
    throw new AppError(
      'forbidden',
      'Writing in the browser works on the machine this site runs on, at http://localhost. Elsewhere, add a file with npm run new and commit it.',
    )
  }
  const { origin, host, site } = request
  const isSame = origin !== null && URL.canParse(origin) && new URL(origin).host === host
  if (!isSame || (site !== null && site !== 'same-origin')) {
    throw new AppError(
      'forbidden',
      'This request did not come from a page of this site. Open the form again and publish from there.',
    )
  }
}

/** The viewer of a request that `requireLocalRequest` let through. */
export function localViewer(name: string): Viewer {
  return { name, email: 'writer@localhost' }
}
