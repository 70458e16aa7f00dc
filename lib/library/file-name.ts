import { kindOf, type Kind } from './schema'

/** Where a file belongs: its kind, its slug and the address of the images beside it. */
export type FileName = { kind: Kind; slug: string; assetBase: string }

const slugPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const deviceNames = /^(?:con|prn|aux|nul|com\d|lpt\d)$/

/** Whether a slug may name a document: `[a-z0-9]` and inner hyphens, at most 80, no device name of Windows. */
export function isSlug(text: string): boolean {
  return text.length <= 80 && slugPattern.test(text) && !deviceNames.test(text)
}

/** The address of the images beside a document, with a slash at its end. */
export function assetBaseOf({ path }: { path: string }): string {
  return `/files/${path.slice(0, path.lastIndexOf('/') + 1)}`
}

/** Reads `postmortems/slug.mdx` or `postmortems/slug/index.mdx`; undefined when a path names no document. */
export function parseFileName(path: string): FileName | undefined {
  const [folder, ...rest] = path.split('/')
  const kind = folder === undefined ? undefined : kindOf(folder)
  if (!kind || !folder) return undefined
  const [first = '', second] = rest
  if (rest.length === 1 && first.endsWith('.mdx') && isSlug(first.slice(0, -4))) {
    return { kind, slug: first.slice(0, -4), assetBase: `/files/${folder}/` }
  }
  if (rest.length === 2 && second === 'index.mdx' && isSlug(first)) {
    return { kind, slug: first, assetBase: `/files/${folder}/${first}/` }
  }
  return undefined
}
