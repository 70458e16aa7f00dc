import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { PostmortemPage } from '@/components/postmortem/postmortem-page'
import { getDocument, getPostmortemView } from '@/lib/library'
import { today } from '@/lib/today'
import { WithRecord } from '../../../given'
import { mayRead, requireReader } from '../../../session'
import { similarPages } from '../../similar-pages'
import { toolsFor } from './tools'
import { withdrawnRoute } from './withdrawn'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if (!(await mayRead())) return {}
  const postmortem = await getDocument({ kind: 'postmortem', slug: (await params).slug })
  return postmortem
    ? { title: postmortem.title, description: postmortem.summary, alternates: { canonical: postmortem.url } }
    : { title: 'Not in the library', robots: { index: false } }
}

export default async function PostmortemRoute({ params }: Props) {
  const viewer = await requireReader()
  const { slug } = await params
  const postmortem = await getDocument({ kind: 'postmortem', slug })
  if (!postmortem) return withdrawnRoute(viewer, slug)
  if (postmortem.slug !== slug) permanentRedirect(postmortem.url)
  const [view, tools] = await Promise.all([getPostmortemView(postmortem), toolsFor(viewer, postmortem)])
  const shown = [...view.earlier, ...view.later, ...(view.toy ? [view.toy] : [])]
  const similar = await similarPages(postmortem.id, shown)
  return (
    <WithRecord viewer={viewer} documentId={postmortem.id}>
      {(record) => <PostmortemPage {...{ postmortem, view, record, similar, tools }} today={today()} />}
    </WithRecord>
  )
}
