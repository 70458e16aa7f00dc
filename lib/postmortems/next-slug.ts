import { access } from 'node:fs/promises'
import path from 'node:path'
import { config } from '@/lib/config'
import { getDocument, getWithdrawn } from '@/lib/library'
import { folderOf } from '@/lib/library/schema'
import { freeSlug } from './slug'

type Among = {
  /** Slugs that are known to be taken; what is found to be joins them. */
  taken?: Set<string>
  /** The page that it is for: what leads to that one already is free. */
  id?: string
}

/**
 * The first slug for a title that leads to no other postmortem, by slug, alias or id, published or withdrawn, and that no
 * file or folder has.
 */
export async function nextSlug(title: string, { taken = new Set(), id }: Among = {}): Promise<string> {
  for (;;) {
    const slug = freeSlug(title, (candidate) => taken.has(candidate))
    if (await isFree(slug, id)) return slug
    taken.add(slug)
  }
}

async function isFree(slug: string, id: string | undefined): Promise<boolean> {
  const document = await getDocument({ kind: 'postmortem', slug })
  if (document && document.id !== id) return false
  if (document?.slug === slug) return true
  return (await getWithdrawn(slug)) === undefined && !(await isOnDisk(slug))
}

/** A file that is refused has its name all the same. */
async function isOnDisk(slug: string): Promise<boolean> {
  const folder = path.join(config().contentDir, folderOf.postmortem)
  const found = [`${slug}.mdx`, slug].map((name) =>
    access(path.join(folder, name)).then(
      () => true,
      () => false,
    ),
  )
  return (await Promise.all(found)).includes(true)
}
