import type { Metadata } from 'next'
import { GuidePage } from '@/components/write/guide-page'
import { getGuide } from '@/lib/library'
import { requireReader } from '../../../session'

export const metadata: Metadata = { title: 'Authoring guide' }

export default async function GuideRoute() {
  await requireReader()
  return <GuidePage guide={await getGuide()} />
}
