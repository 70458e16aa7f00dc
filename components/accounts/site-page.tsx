import { ActionForm, type Action } from '@/components/ui/action-form'
import { AdminHeader } from './admin-header'
import { AccessField, SiteNameField } from './site-fields'

type Props = {
  siteName: string
  access: 'public' | 'members'
  /** What the environment decides; it cannot be changed here. */
  isFixed: { siteName: boolean; access: boolean }
  change: Action
}

const accessWords = { public: 'Everybody who can reach the site may read.', members: 'Only members may read.' }

/** What an admin decides for the whole site. */
export function SitePage({ siteName, access, isFixed, change }: Props) {
  return (
    <div>
      <AdminHeader title="The site" />
      <p className="mt-2 text-ink-2">What it is called and who may read it. A change holds at once, for everybody.</p>
      <div className="mt-8">
        {isFixed.siteName && isFixed.access ? null : (
          <ActionForm action={change} submit="Save" busy="Saving…" className="grid max-w-[28rem] gap-6">
            {!isFixed.siteName && <SiteNameField siteName={siteName} />}
            {!isFixed.access && <AccessField access={access} />}
          </ActionForm>
        )}
        <div className="mt-6 grid gap-2 text-ink-2">
          {isFixed.siteName && (
            <p>
              It is called {siteName}: <code>SITE_NAME</code> says so.
            </p>
          )}
          {isFixed.access && (
            <p>
              {accessWords[access]} <code>SITE_ACCESS</code> says so.
            </p>
          )}
        </div>
      </div>
    </div>
  )
}
