import { lstat, readFile, realpath } from 'node:fs/promises'
import path from 'node:path'
import { imageTypeOf, type ImageType } from './image-type'
import { openShelf } from './shelf'

/** An image of the content folder, with the type its bytes say it has. */
export type Asset = { bytes: Buffer; type: ImageType }

const maxBytes = 5 * 1024 * 1024
const namePattern = /^[\w-][\w.-]*$/

/**
 * Reads an image beside a document, by its path below the content folder. Undefined for what is no PNG, JPEG,
 * WebP or GIF by its bytes, for more than 5 MB, for what belongs to a withdrawn document, and for every path that leaves the folder or goes through a link.
 */
export async function readAsset(parts: readonly string[]): Promise<Asset | undefined> {
  if (parts.length < 2 || parts.length > 4 || !parts.every((part) => namePattern.test(part))) return undefined
  if (!/\.(png|jpe?g|webp|gif)$/i.test(parts.at(-1) ?? '')) return undefined
  const { contentDir, catalogue } = await openShelf()
  const [folder = '', name = ''] = parts
  if (catalogue.withdrawn.has(`${folder}/${name}/index.mdx`)) return undefined
  const file = path.join(contentDir, ...parts)
  const stats = await lstat(file).catch(() => undefined)
  if (!stats?.isFile() || stats.size > maxBytes) return undefined
  if ((await realpath(file)) !== path.join(await realpath(contentDir), ...parts)) return undefined
  const bytes = await readFile(file)
  const type = imageTypeOf(bytes)
  return type ? { bytes, type } : undefined
}
