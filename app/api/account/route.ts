import { exportOwnData, getViewer } from '@/lib/accounts'
import { getProgress } from '@/lib/progress'
import { respond } from '../respond'

/** `GET /api/account`: everything that is kept about the person who asks. */
export function GET(): Promise<Response> {
  return respond(async () => {
    const viewer = await getViewer()
    return { ...(await exportOwnData(viewer)), progress: await getProgress(viewer) }
  })
}
