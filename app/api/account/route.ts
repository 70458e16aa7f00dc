import { exportOwnData, getViewer } from '@/lib/accounts'
import { listDrafts } from '@/lib/postmortems'
import { getProgress } from '@/lib/progress'
import { listOwnCode } from '@/lib/toys'
import { respond } from '../respond'

/** `GET /api/account`: everything that is kept about the person who asks. */
export function GET(): Promise<Response> {
  return respond(async () => {
    const viewer = await getViewer()
    const [own, progress, drafts] = [await exportOwnData(viewer), await getProgress(viewer), await listDrafts(viewer)]
    return { ...own, progress, drafts, toyCode: await listOwnCode(viewer) }
  })
}
