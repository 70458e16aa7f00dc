import { exportOwnData, getViewer } from '@/lib/accounts'
import { respond } from '../respond'

/** `GET /api/account`: everything that is kept about the person who asks. */
export function GET(): Promise<Response> {
  return respond(async () => exportOwnData(await getViewer()))
}
