import { getViewer } from '@/lib/accounts'
import { AppError } from '@/lib/errors'
import { getProgress, putProgress } from '@/lib/progress'
import type { Viewer } from '@/lib/viewer'
import { readJson } from '../read-json'
import { respond } from '../respond'
import { requireMember } from '../../session'

const mostBytes = 2 * 1024 * 1024

/** `GET /api/progress`: the progress of the person who asks, or of the owner of the token, by document id. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => ({ progress: await getProgress(meantFor(request, await requireMember(request))) }))
}

/**
 * `PUT /api/progress` with `{"operations": [record, …]}`: each is merged or refused by itself, with a reason. For pages
 * alone: tokens read.
 */
export function PUT(request: Request): Promise<Response> {
  return respond(async () => putProgress(meantFor(request, await getViewer()), await readJson(request, mostBytes)))
}

// A page that is left from before somebody else signed in would send its person's progress into their account. So pages
// say whom they are for; a program need not.
function meantFor(request: Request, viewer: Viewer | undefined): Viewer | undefined {
  const reader = request.headers.get('x-twelvefold-reader')
  if (viewer && reader !== null && reader !== viewer.id) {
    throw new AppError('unauthenticated', 'Somebody else is signed in at this browser by now.')
  }
  return viewer
}
