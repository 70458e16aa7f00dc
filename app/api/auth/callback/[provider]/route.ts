import type { NextRequest } from 'next/server'
import { finishSignInWith } from '@/lib/accounts'
import { respond } from '../../../respond'

/** Where another service leads back to somebody who signs in with it. */
export async function GET(request: NextRequest, { params }: { params: Promise<{ provider: string }> }) {
  return respond(async () => finishSignInWith((await params).provider, request.nextUrl.search))
}
