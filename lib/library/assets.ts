import { lstat, readFile, realpath } from 'node:fs/promises'
import path from 'node:path'
import { config } from '@/lib/config'

/** An image of the content folder, with the type its bytes say it has. */
export type Asset = { bytes: Buffer; type: string }

const maxBytes = 5 * 1024 * 1024
const namePattern = /^[\w-][\w.-]*$/

const signatures: { type: string; test: (bytes: Buffer) => boolean }[] = [
  { type: 'image/png', test: (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')) },
  { type: 'image/jpeg', test: (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')) },
  { type: 'image/gif', test: (bytes) => /^GIF8[79]a$/.test(bytes.subarray(0, 6).toString('latin1')) },
  {
    type: 'image/webp',
    test: (bytes) =>
      bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP',
  },
]

/**
 * Reads an image beside a document, by its path below the content folder. Undefined for what is no PNG, JPEG,
 * WebP or GIF by its bytes, for more than 5 MB, and for every path that leaves the folder or goes through a link.
 */
export async function readAsset(parts: readonly string[]): Promise<Asset | undefined> {
  if (parts.length < 2 || parts.length > 4 || !parts.every((part) => namePattern.test(part))) return undefined
  if (!/\.(png|jpe?g|webp|gif)$/i.test(parts.at(-1) ?? '')) return undefined
  const { contentDir } = config()
  const file = path.join(contentDir, ...parts)
  const stats = await lstat(file).catch(() => undefined)
  if (!stats?.isFile() || stats.size > maxBytes) return undefined
  if ((await realpath(file)) !== path.join(await realpath(contentDir), ...parts)) return undefined
  const bytes = await readFile(file)
  const type = signatures.find(({ test }) => test(bytes))?.type
  return type ? { bytes, type } : undefined
}
