import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Door } from '@/components/accounts/door'
import { SetUpForm } from '@/components/accounts/set-up-form'
import { getSiteSettings, isSetUpToken } from '@/lib/accounts'
import { setUpAction } from '../../actions'

export const metadata: Metadata = { title: 'Set up', robots: { index: false } }

export default async function SetUpRoute({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  if (!(await isSetUpToken(token))) notFound()
  const { siteName } = await getSiteSettings()
  return (
    <Door
      title="Set up the site"
      intro="Two short steps. Nothing is made before the last one, and an admin can change all of it later."
    >
      <SetUpForm setUp={setUpAction.bind(null, token)} siteName={siteName} />
    </Door>
  )
}
