import { notFound, permanentRedirect } from 'next/navigation'
import { WithdrawnPage } from '@/components/postmortem/withdrawn-page'
import { getWithdrawn } from '@/lib/library'
import { hasRole, type Viewer } from '@/lib/viewer'
import { reinstatePostmortemAction } from '../../../(write)/postmortem-actions'

/** The address of a postmortem that is not in the library: withdrawn, or not there at all. */
export async function withdrawnRoute(viewer: Viewer | undefined, slug: string) {
  const withdrawn = await getWithdrawn(slug)
  if (!withdrawn) notFound()
  if (withdrawn.slug !== slug) permanentRedirect(withdrawn.url)
  const { id, title, url, on, why } = withdrawn
  const reinstate = hasRole(viewer, 'admin') ? reinstatePostmortemAction : undefined
  return <WithdrawnPage withdrawn={{ id, title, url, on, why }} reinstate={reinstate} />
}
