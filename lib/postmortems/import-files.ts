import { lstat, mkdir, readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { ensureRepository } from '@/lib/git'
import type { ImportFile, Planned } from './import-plan'
import type { Author } from './journal'
import type { Known } from './known-postmortems'
import type { GivenFields } from './schema'
import { freeSlug } from './slug'
import { newPageFiles } from './new-page-files'
import { publishFiles } from './write-files'

const aboutTheFolder = /^(?:readme|licen[cs]e|contributing|changelog|code_of_conduct|security|template)\b/i
const attempts = 5

/**
 * The Markdown files that arguments name: files as they are, folders with all below them, in the order of their names.
 * In a folder, what is hidden, linked, or about the folder itself stays out. Throws `not-found` and `invalid`.
 */
export async function listImport(places: string[], from: string): Promise<ImportFile[]> {
  const found = await Promise.all(places.map((place) => filesOf(path.resolve(from, place), place)))
  const byPath = new Map(found.flat().map((file) => [file.path, file]))
  return [...byPath.values()]
}

async function filesOf(place: string, shown: string): Promise<ImportFile[]> {
  const stats = await lstat(place).catch(() => undefined)
  if (stats?.isFile() && isMarkdown(place)) return [{ path: place, name: nameOf(shown) }]
  if (stats?.isFile()) throw new AppError('invalid', `${shown} is no Markdown file (.md, .mdx, .markdown).`)
  if (!stats?.isDirectory()) throw new AppError('not-found', `There is no file or folder ${shown}.`)
  const entries = await readdir(place, { withFileTypes: true })
  const chosen = entries
    .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .filter((entry) => entry.isDirectory() || (entry.isFile() && isMarkdown(entry.name)))
    .filter((entry) => entry.isDirectory() || !aboutTheFolder.test(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
  const below = chosen.map(({ name }) => filesOf(path.join(place, name), path.join(shown, name)))
  return (await Promise.all(below)).flat()
}

// Reports go to a terminal, which obeys some characters.
function nameOf(shown: string): string {
  return shown.replaceAll(/\p{C}/gu, '�')
}

function isMarkdown(name: string): boolean {
  return /\.(?:md|mdx|markdown)$/i.test(name)
}

type Target = { contentDir: string; dataDir: string; author: Author; known: Known }

/** A planned page that is to be made. */
export type NewPage = Extract<Planned, { state: 'new' }>

/**
 * Writes one planned page and commits it as its author, beside a running server, and gives its path below the content
 * folder. Throws as `publishFiles` does, and `not-found` when one of its pictures has gone; then nothing of this page is
 * there.
 */
export async function writeImport(
  { name, source, fields, images }: NewPage,
  { contentDir, dataDir, author, known }: Target,
): Promise<string> {
  await mkdir(dataDir, { recursive: true })
  await ensureRepository(contentDir)
  const uploads = await Promise.all(images.map(async ({ name, from }) => ({ name, bytes: await readPicture(from) })))
  for (let attempt = 1; ; attempt++) {
    const slug = freeSlug(fields.title, (candidate) => known.slugs.has(candidate))
    known.slugs.add(slug)
    const { relativePath, changes } = newPageFiles(slug, { source, uploads })
    try {
      await publishFiles({ contentDir, dataDir, changes, author, message: messageOf(name, fields) })
      return relativePath
    } catch (error) {
      // Somebody published under this name meanwhile.
      if (!(error instanceof AppError && error.code === 'conflict') || attempt === attempts) throw error
    }
  }
}

async function readPicture(file: string): Promise<Buffer> {
  try {
    return await readFile(file)
  } catch (error) {
    throw new AppError('not-found', `The picture ${nameOf(file)} cannot be read any more.`, { cause: error })
  }
}

function messageOf(name: string, { title, summary, lessons }: GivenFields): string {
  return `Import postmortem: ${title}\n\n${summary}\n\nLessons: ${lessons.join(', ')}\nFrom: ${path.basename(name)}`
}
