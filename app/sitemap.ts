import type { MetadataRoute } from 'next'
import { connection } from 'next/server'
import { config } from '@/lib/config'
import { listDocuments } from '@/lib/library'
import { kinds } from '@/lib/library/schema'
import { mayRead } from './session'

const most = 50_000

export default async function sitemap(): Promise<MetadataRoute.Sitemap> {
  await connection()
  if (!(await mayRead())) return []
  const { siteUrl } = config()
  const documents = (await Promise.all(kinds.map((kind) => listDocuments(kind)))).flat()
  const pages = ['/', '/lessons', '/toy-problems', '/postmortems'].map((url) => ({ url: siteUrl + url }))
  return [
    ...pages,
    ...documents.map(({ url, updated, created }) => ({ url: siteUrl + url, lastModified: updated ?? created })),
  ].slice(0, most)
}
