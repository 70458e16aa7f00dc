import type { Metadata } from 'next'
import { GuidePage } from '@/components/write/guide-page'
import { getGuide } from '@/lib/library'

export const metadata: Metadata = { title: 'Authoring guide' }

export default async function GuideRoute() {
  return <GuidePage guide={await getGuide()} />
}
