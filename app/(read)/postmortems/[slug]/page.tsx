import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { PostmortemPage } from '@/components/postmortem/postmortem-page'
import { getDocument, getPostmortemView } from '@/lib/library'
import { today } from '@/lib/today'
import { WithRecord } from '../../../given'
import { mayRead, requireReader } from '../../../session'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if (!(await mayRead())) return {}
  const postmortem = await getDocument({ kind: 'postmortem', slug: (await params).slug })
  return postmortem
    ? { title: postmortem.title, description: postmortem.summary, alternates: { canonical: postmortem.url } }
    : {}
}

export default async function PostmortemRoute({ params }: Props) {
  const viewer = await requireReader()
  const { slug } = await params
  const postmortem = await getDocument({ kind: 'postmortem', slug })
  if (!postmortem) notFound()
  if (postmortem.slug !== slug) permanentRedirect(postmortem.url)
  const view = await getPostmortemView(postmortem)
  return (
    <WithRecord viewer={viewer} documentId={postmortem.id}>
      {(record) => <PostmortemPage postmortem={postmortem} view={view} today={today()} record={record} />}
    </WithRecord>
  )
}
