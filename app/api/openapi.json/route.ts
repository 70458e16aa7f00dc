import { getSiteSettings, sessionCookieName } from '@/lib/accounts'
import { describeApi } from '@/lib/openapi'
import { respond } from '../respond'
import { requireMember } from '../../session'

/** `GET /api/openapi.json`: the public API as OpenAPI 3.1, for those who may read the site. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    await requireMember(request)
    const { access } = await getSiteSettings()
    return describeApi({ isOpen: access === 'public', sessionCookie: sessionCookieName() })
  })
}
