import { lstat, readFile, realpath } from 'node:fs/promises'
import path from 'node:path'
import { imageTypeOf } from '@/lib/library'
import { imageLimits } from './images/encode'

/** A picture that comes with an imported text: what the text calls it, where it is, and its name beside the page. */
export type ImportImage = { file: string; from: string; name: string }

/**
 * The pictures of a text that stand beside its file, of those it shows; in words, what is left of the others. Nothing
 * outside the file's own folder is taken, and nothing that is no picture by its bytes.
 */
export async function findImages(
  textFile: string,
  shown: readonly string[],
): Promise<{ images: ImportImage[]; left: string[] }> {
  const images: ImportImage[] = []
  const left: string[] = []
  for (const file of new Set(shown)) {
    const image = { file, from: path.join(path.dirname(textFile), file), name: nameOf(file) }
    const isTaken = images.some(({ name }) => name === image.name)
    const problem = isTaken ? 'another picture has its name in lower case' : await problemOf(image.from, textFile)
    if (problem === undefined) images.push(image)
    else left.push(`picture ${file}: ${problem}`)
  }
  return { images, left }
}

/** The text with the names that its pictures get. */
export function withNames(source: string, images: readonly ImportImage[]): string {
  let text = source
  for (const { file, name } of images) {
    const escaped = file.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    text = text.replace(new RegExp(`(\\]\\(<?|\\bsrc=")(?:\\./)?${escaped}(?=[\\s>)"])`, 'g'), `$1${name}`)
  }
  return text
}

/** All pictures stand beside the page itself, and files of the content folder have lower-case names. */
function nameOf(file: string): string {
  return file
    .toLowerCase()
    .replaceAll('/', '-')
    .replace(/^[-_]+/, '')
}

async function problemOf(from: string, textFile: string): Promise<string | undefined> {
  const stats = await lstat(from).catch(() => undefined)
  if (!stats?.isFile() || !(await isWithin(path.dirname(textFile), from))) return 'there is no such file beside it'
  if (stats.size > imageLimits.bytes) return 'over 5 MB; make it smaller, and copy it beside the new page'
  return imageTypeOf(await readFile(from)) ? undefined : 'no PNG, JPEG, WebP or GIF by its bytes'
}

/** Whether a file lies in a folder or below it: a folder on the way may be a link to another place. */
async function isWithin(folder: string, file: string): Promise<boolean> {
  const [real, whole] = await Promise.all([realpath(folder), realpath(file)])
  return whole.startsWith(real + path.sep)
}
