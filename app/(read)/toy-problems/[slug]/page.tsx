import type { Metadata } from 'next'
import { notFound, permanentRedirect } from 'next/navigation'
import { ToyProblemPage } from '@/components/toy-problem/toy-problem-page'
import { config } from '@/lib/config'
import { getDocument, getToyProblemView } from '@/lib/library'
import { today } from '@/lib/today'
import { hasRole } from '@/lib/viewer'
import { WithRecord } from '../../../given'
import { mayRead, requireReader } from '../../../session'
import { similarPages } from '../../similar-pages'

type Props = { params: Promise<{ slug: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  if (!(await mayRead())) return {}
  const toy = await getDocument({ kind: 'toy-problem', slug: (await params).slug })
  return toy ? { title: toy.title, description: toy.summary, alternates: { canonical: toy.url } } : {}
}

export default async function ToyProblemRoute({ params }: Props) {
  const viewer = await requireReader()
  const { slug } = await params
  const toy = await getDocument({ kind: 'toy-problem', slug })
  if (!toy) notFound()
  if (toy.slug !== slug) permanentRedirect(toy.url)
  const view = await getToyProblemView(toy)
  const similar = await similarPages(toy.id, view.reproduces)
  const mayEdit = hasRole(viewer, 'admin')
  return (
    <WithRecord viewer={viewer} documentId={toy.id}>
      {(record) => (
        <ToyProblemPage {...{ toy, view, record, similar, mayEdit }} today={today()} siteUrl={config().siteUrl} />
      )}
    </WithRecord>
  )
}
