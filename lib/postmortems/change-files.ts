import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { config } from '@/lib/config'
import { AppError } from '@/lib/errors'
import { ensureRepository } from '@/lib/git'
import { checkInWorker, getDocument, getWithdrawn, readAsset, refreshFile, refreshMoved } from '@/lib/library'
import type { LibraryDocument } from '@/lib/library/schema'
import type { Problem } from '@/lib/markup/schema'
import type { Viewer } from '@/lib/viewer'
import { imagesOf } from './images/images-of'
import { revisionOf, type Revision } from './images/revision-of'
import { inTurnOf } from './queue'
import { publishFiles } from './write-files'

/** A document whose files are changed, published or withdrawn. */
export type Place = Pick<LibraryDocument, 'id' | 'path' | 'kind' | 'slug' | 'url'>

/** What a change has made of a document. */
export type Changed = { ok: true; id: string; url: string; version: string }

export type { Revision }

const attempts = 5

/**
 * Changes the files of a document in one commit, and shows it to the next request. `prepare` looks at what stands there,
 * and says which files change, or why none does; it is asked again when another process was quicker. Throws
 * `unavailable` when nothing could be written.
 */
export async function changeFiles<Answer extends { ok: boolean }>(
  author: Viewer,
  { place, message }: { place: Place; message: string },
  prepare: (place: Place) => Promise<Answer | Revision>,
): Promise<Answer | Changed> {
  const { contentDir, dataDir } = config()
  await ensureRepository(contentDir)
  const { name, email } = author
  const attempt = async (left: number): Promise<Answer | Changed> => {
    // Somebody may have moved it meanwhile.
    const now = (await getDocument({ id: place.id })) ?? place
    const prepared = await prepare(now)
    if ('ok' in prepared) return prepared
    try {
      await publishFiles({ contentDir, dataDir, changes: prepared.changes, message, author: { name, email } })
    } catch (error) {
      // Another process was quicker between our look and our write.
      if (!(error instanceof AppError && error.code === 'conflict') || left === 1) throw error
      return attempt(left - 1)
    }
    return shown(now, prepared.path)
  }
  return inTurnOf(place.id, () => attempt(attempts))
}

async function shown({ id, path: before }: Place, now: string): Promise<Changed> {
  await (now === before ? refreshFile(now) : refreshMoved(before, now))
  const found = (await getDocument({ id })) ?? (await getWithdrawn(id))
  if (!found) throw new AppError('unavailable', `${now} was written, but could not be shown.`)
  return { ok: true, id, url: found.url, version: found.version }
}

type Text = { source: string; version: string; text: string; slug?: string }

/**
 * The files of a document with another text, and perhaps at another slug, as it is checked now; or the problems of the
 * text, with lines counted in all of it.
 */
export async function prepareText(
  author: Viewer,
  place: Place,
  { source, version, text, slug = place.slug }: Text,
): Promise<{ ok: false; problems: Problem[] } | Revision> {
  const checked = await checkInWorker(place.path, text)
  if (!checked.ok) return checked
  const { links } = checked.document.body
  const isBeside = (name: string) => isKnownImage(place, source, name)
  const images = await imagesOf({ userId: author.id, key: place.id }, { links, isBeside })
  if (!images.ok) return images
  return revisionOf(place, { text, version, links, uploads: images.uploads, slug })
}

/** The text of a document's file as it is on the disk. Throws `not-found`. */
export async function readSource({ path: file }: { path: string }): Promise<string> {
  try {
    return await readFile(path.join(config().contentDir, file), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    throw new AppError('not-found', 'The file of this page is gone.')
  }
}

/** A picture that is there, or that the text before has named already: what was missing then hinders no other change. */
async function isKnownImage({ path: file }: { path: string }, source: string, name: string): Promise<boolean> {
  if (source.includes(name)) return true
  return (await readAsset([...file.split('/').slice(0, -1), ...name.split('/')])) !== undefined
}
