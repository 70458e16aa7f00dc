import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { config } from '@/lib/config'
import { mayRead } from './session'

export default async function robots(): Promise<MetadataRoute.Robots> {
  await connection()
  if (!(await mayRead())) return { rules: { userAgent: '*', disallow: ['/'] } }
  return {
    rules: { userAgent: '*', disallow: ['/api/', '/drafts/', '/write/'] },
    sitemap: `${config().siteUrl}/sitemap.xml`,
  }
}
