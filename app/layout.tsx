import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { Footer } from '@/components/shell/footer'
import { MarkStyles } from '@/components/progress/mark-styles'
import { ProgressMarks } from '@/components/progress/progress-marks'
import { ProgressSync } from '@/components/progress/progress-sync'
import { LinkRouter } from '@/components/shell/link-router'
import { Shortcuts } from '@/components/shell/shortcuts'
import type { Scheme } from '@/components/shell/scheme-switch'
import { TopBar } from '@/components/shell/top-bar'
import { Static } from '@/components/ui/static'
import { getSiteSettings, getViewer } from '@/lib/accounts'
import { config } from '@/lib/config'
import { getMarks } from '@/lib/progress'
import { instrumentSans, sourceSerif } from './fonts'
import './globals.css'

export async function generateMetadata(): Promise<Metadata> {
  const { siteUrl } = config()
  const { siteName } = await getSiteSettings()
  return {
    metadataBase: new URL(siteUrl),
    title: { default: siteName, template: `%s · ${siteName}` },
    description: 'Lessons, toy problems and postmortems of a machine-learning team, in one place and searchable.',
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fbfaf7' },
    { media: '(prefers-color-scheme: dark)', color: '#131519' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const scheme = toScheme((await cookies()).get('scheme')?.value)
  const [viewer, { siteName, access }] = await Promise.all([getViewer(), getSiteSettings()])
  const { states, changes } = viewer ? await getMarks(viewer) : { states: {}, changes: {} }
  return (
    <html
      lang="en"
      data-scheme={scheme}
      data-reader={viewer?.id}
      className={`${sourceSerif.variable} ${instrumentSans.variable}`}
    >
      <body>
        <MarkStyles states={states} changed={Object.keys(changes)} />
        <a href="#content" className="button skip-link">
          Skip to the content
        </a>
        <TopBar
          siteName={siteName}
          scheme={scheme}
          viewer={viewer && { name: viewer.name }}
          isOpen={viewer !== undefined || access === 'public'}
        />
        <main id="content" tabIndex={-1} className="frame flex-1 pt-8 md:pt-10">
          {children}
        </main>
        <Static>
          <Footer />
        </Static>
        <Shortcuts />
        <LinkRouter />
        <ProgressMarks changes={changes} />
        <ProgressSync reader={viewer?.id} />
      </body>
    </html>
  )
}

function toScheme(value: string | undefined): Scheme {
  return value === 'light' || value === 'dark' ? value : 'system'
}
