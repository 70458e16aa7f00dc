import { AppError } from '@/lib/errors'
import type { Viewer } from '@/lib/viewer'

/**
 * The viewer, if the page that asks is theirs. A page that is left from before somebody else signed in would write into
 * their account; so pages say whom they are for, and a program need not. Throws `forbidden` for another person.
 */
export function meantFor(request: Request, viewer: Viewer | undefined): Viewer | undefined {
  const reader = request.headers.get('x-twelvefold-reader')
  if (viewer && reader !== null && reader !== viewer.id) {
    throw new AppError('forbidden', 'Somebody else is signed in at this browser by now.')
  }
  return viewer
}
