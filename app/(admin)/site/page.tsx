import type { Metadata } from 'next'
import { NotForYou } from '@/components/accounts/not-for-you'
import { SitePage } from '@/components/accounts/site-page'
import { fixedSettings, getSiteSettings } from '@/lib/accounts'
import { requireViewer } from '../../session'
import { changeSiteAction } from '../actions'

export const metadata: Metadata = { title: 'The site', robots: { index: false } }

export default async function SiteRoute() {
  const viewer = await requireViewer('admin')
  if (!viewer) return <NotForYou />
  return <SitePage {...await getSiteSettings()} isFixed={fixedSettings()} change={changeSiteAction} />
}
