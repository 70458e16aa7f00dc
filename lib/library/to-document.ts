import type { Body } from '@/lib/markup/schema'
import type { Fields } from './check'
import type { LibraryDocument, ToyFiles } from './document'
import type { FileName } from './file-name'
import { folderOf } from './schema'

const shelfMonths = { principle: undefined, practice: 24, tool: 6 } as const

type Parts = {
  path: string
  name: FileName
  version: string
  hash: string
  fields: Fields
  body: Body
  files: ToyFiles | undefined
}

/** Puts a checked file together as the document the library serves. */
export function toDocument({ path, name, version, hash, fields, body, files }: Parts): LibraryDocument {
  const { kind, slug } = name
  const reviewOn = reviewDay(fields)
  const place = { kind, slug, url: `/${folderOf[kind]}/${slug}`, path }
  return {
    ...fields,
    ...place,
    version,
    hash,
    body,
    ...(reviewOn && { reviewOn }),
    ...(files && { files }),
  } as LibraryDocument
}

/** `reviewBy` when it is set, else the last update plus the shelf life. */
function reviewDay({ reviewBy, shelfLife, updated, created }: Fields): string | undefined {
  if (reviewBy) return reviewBy
  const months = shelfLife && shelfMonths[shelfLife]
  if (!months) return undefined
  const day = new Date(`${updated ?? created}T00:00:00Z`)
  day.setUTCMonth(day.getUTCMonth() + months)
  return day.toISOString().slice(0, 10)
}
