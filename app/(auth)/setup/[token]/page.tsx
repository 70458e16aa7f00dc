import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Door } from '@/components/accounts/door'
import { SetUpForm } from '@/components/accounts/set-up-form'
import { fixedSettings, getSiteSettings, isSetUpToken } from '@/lib/accounts'
import { config } from '@/lib/config'
import { setUpAction } from '../../actions'

export const metadata: Metadata = { title: 'Set up', robots: { index: false } }

export default async function SetUpRoute({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  if (!(await isSetUpToken(token))) notFound()
  return (
    <Door title="Set up the site" intro="You can go back at every step; nothing is made before the last one is sent.">
      <SetUpForm
        setUp={setUpAction.bind(null, token)}
        {...await getSiteSettings()}
        isFixed={fixedSettings()}
        choosesContent={!config().isContentDirGiven}
      />
    </Door>
  )
}
