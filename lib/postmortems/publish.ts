import { config } from '@/lib/config'
import { AppError } from '@/lib/errors'
import { checkInWorker, getDocument, getSource, getWithdrawn, hashOf, refreshFile } from '@/lib/library'
import { folderOf, type LibraryDocument } from '@/lib/library/schema'
import type { Problem } from '@/lib/markup/schema'
import { once } from '@/lib/process'
import { today } from '@/lib/today'
import { requireRole, type Viewer } from '@/lib/viewer'
import { forgetUploads } from './images/folder'
import { imagesOf } from './images/images-of'
import { takePublish } from './limits'
import { inBody } from './places'
import type { NewPostmortem } from './schema'
import { cleanIdentity, ensureRepository } from '@/lib/git'
import { nextSlug } from './next-slug'
import { idFromKey, toFields, toSource } from './to-source'
import { newPageFiles, type NewPageParts } from './new-page-files'
import { publishFiles } from './write-files'

/**
 * Where the page is, and whether it is new or was published with this key before; or what stands in its way: problems
 * of the body, with lines counted in the body, or of a field.
 */
export type Published =
  { ok: true; isNew: boolean; id: string; url: string; version: string } | { ok: false; problems: Problem[] }

const attempts = 5

/**
 * Publishes a new postmortem: checks it in the worker, writes its file, commits it in the viewer's name, and
 * shows it to the next request. The same key leads to the same document, however often it is sent. Throws
 * `unauthenticated` or `forbidden` for anybody but a writer, `conflict` for a key that has published another text,
 * `rate-limited`, and `unavailable` when nothing could be written (then nothing is left half done).
 */
export async function publishPostmortem(viewer: Viewer | undefined, input: NewPostmortem): Promise<Published> {
  const author = requireRole(viewer, 'writer')
  const running = once('publishing', () => new Map<string, Promise<unknown>>())
  const id = idFromKey(input.key)
  await takePublish(author)
  const before = running.get(id) ?? Promise.resolve()
  const publishing = before.catch(() => undefined).then(() => publishOnce(author, input, id))
  running.set(id, publishing)
  return publishing.finally(() => {
    if (running.get(id) === publishing) running.delete(id)
  })
}

async function publishOnce(viewer: Viewer, input: NewPostmortem, id: string): Promise<Published> {
  const earlier = await getDocument({ id })
  if (earlier) return again(earlier, input)
  const withdrawn = await getWithdrawn(id)
  if (withdrawn) return shown(withdrawn, false)
  const source = toSource(toFields(input.fields, { id, author: nameOf(viewer), today: today() }), input.body)
  const checked = await checkInWorker(`${folderOf.postmortem}/new.mdx`, source)
  if (!checked.ok) return { ok: false, problems: inBody(checked.problems, source, input.body) }
  const draft = { userId: viewer.id, key: input.key }
  const images = await imagesOf(draft, checked.document.body)
  if (!images.ok) return { ok: false, problems: inBody(images.problems, source, input.body) }
  const path = await writeUnderFreeSlug(viewer, input, { source, uploads: images.uploads })
  await refreshFile(path)
  const document = await getDocument({ id })
  if (!document)
    throw new AppError(
      'unavailable',
      `The page was written to ${path} and committed, but could not be shown. npm run check says why.`,
    )
  await forgetUploads(draft)
  return shown(document, true)
}

// Whoever has a name that may not stand in a file could not mend it in the form.
function nameOf({ name }: Viewer): string {
  return cleanIdentity(name).slice(0, 80).trim() || 'A reader'
}

/** What the key published before, if it was this text; the page may have been changed since. */
async function again(earlier: LibraryDocument, input: NewPostmortem): Promise<Published> {
  const { id, created, authors, url } = earlier
  const fields = toFields(input.fields, { id, author: authors[0] ?? '', today: created })
  const asItWas = await getSource(earlier, hashOf(toSource(fields, input.body)))
  if (asItWas !== undefined) return shown(earlier, false)
  const words = `This has been published already, with another text, at ${url}.`
  throw new AppError('conflict', `${words} Change that page; or for a page of its own begin anew, with a new key.`)
}

function shown({ id, url, version }: Pick<LibraryDocument, 'id' | 'url' | 'version'>, isNew: boolean): Published {
  return { ok: true, isNew, id, url, version }
}

/** Returns the path of the text: a file of its own, or one in a folder with its pictures. */
async function writeUnderFreeSlug(viewer: Viewer, input: NewPostmortem, written: NewPageParts): Promise<string> {
  const { contentDir, dataDir } = config()
  const { title, summary, lessons } = input.fields
  const taken = new Set<string>()
  await ensureRepository(contentDir)
  for (let attempt = 1; ; attempt++) {
    const slug = await nextSlug(title, { taken })
    const { relativePath, changes } = newPageFiles(slug, written)
    const message = `Add postmortem: ${title}\n\n${summary}\n\nLessons: ${lessons.join(', ')}`
    try {
      await publishFiles({ contentDir, dataDir, changes, author: { name: viewer.name, email: viewer.email }, message })
      return relativePath
    } catch (error) {
      // Somebody took the name between our look and our write: try the next one.
      if (!(error instanceof AppError && error.code === 'conflict') || attempt === attempts) throw error
      taken.add(slug)
    }
  }
}
