import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { config } from '@/lib/config'
import { hashOf, readAsset } from '@/lib/library'
import type { Link } from '@/lib/markup/schema'
import type { FileChange } from '../write-files'
import type { Upload, Uploads } from './images-of'

type Next = { text: string; version: string; links: readonly Link[]; uploads: Uploads; slug: string }

/** Where a changed document stands then, and the files that change for it. */
export type Revision = { path: string; changes: FileChange[] }

/**
 * The files of a changed document. New pictures go beside its text; a text that stands alone is moved into a folder
 * for them, with the pictures it used where it was (others may use them there, so they stay too). With another slug the
 * text moves, and out of a folder of its own everything with it.
 */
export async function revisionOf({ path: file }: { path: string }, next: Next): Promise<Revision> {
  const { text, version, uploads, slug } = next
  const isAlone = !file.endsWith('/index.mdx')
  const before = isAlone ? file.replace(/\.mdx$/, '') : path.posix.dirname(file)
  const home = `${path.posix.dirname(before)}/${slug}`
  const [alone, within] = [`${home}.mdx`, `${home}/index.mdx`]
  const target = isAlone && uploads.length === 0 ? alone : within
  const expected = { sha256: version }
  const added = changesAt(home, uploads)
  if (target === file) return { path: file, changes: [...added, { relativePath: file, bytes: text, expected }] }
  const beside = isAlone ? await imagesBeside(file, next) : await filesIn(before)
  const isNew = ({ name }: Upload) => target === within && !uploads.some((upload) => upload.name === name)
  const changes: FileChange[] = [
    ...added,
    ...changesAt(home, beside.filter(isNew)),
    { relativePath: target, bytes: text, expected: 'absent' },
    // Nothing to remove: the address must not be that of a file which is not served as it is.
    ...(before === home ? [] : [{ relativePath: target === alone ? within : alone, expected: 'absent' as const }]),
    { relativePath: file, expected },
    ...(isAlone ? [] : removalsAt(before, beside)),
  ]
  return { path: target, changes }
}

function changesAt(folder: string, files: Uploads): FileChange[] {
  return files.map(({ name, bytes }) => ({ relativePath: `${folder}/${name}`, bytes }))
}

function removalsAt(folder: string, files: Uploads): FileChange[] {
  return files.map(({ name, bytes }) => ({ relativePath: `${folder}/${name}`, expected: { sha256: hashOf(bytes) } }))
}

/** The files of a folder but its text; hidden ones and links belong to other programs. */
async function filesIn(folder: string): Promise<Uploads> {
  const place = path.join(config().contentDir, folder)
  const entries = await readdir(place, { recursive: true, withFileTypes: true })
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(place, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((name) => name !== 'index.mdx' && !name.split('/').some((part) => part.startsWith('.')))
  return Promise.all(names.map(async (name) => ({ name, bytes: await readFile(path.join(place, name)) })))
}

async function imagesBeside(file: string, { links, uploads }: Next): Promise<Uploads> {
  const place = file.split('/').slice(0, -1)
  const uploaded = new Set(uploads.map(({ name }) => name))
  const names = new Set(links.flatMap((link) => (link.kind === 'image' ? [link.file] : [])))
  const found = [...names]
    .filter((name) => !uploaded.has(name))
    .map(async (name) => {
      const asset = await readAsset([...place, ...name.split('/')])
      return asset ? [{ name, bytes: asset.bytes }] : []
    })
  return (await Promise.all(found)).flat()
}
