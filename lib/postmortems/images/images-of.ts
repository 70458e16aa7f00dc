import type { Link, Problem } from '@/lib/markup/schema'
import { readUpload, type Draft } from './folder'

/** A picture to be written beside a text, by the name it uses. */
export type Upload = { name: string; bytes: Buffer }
export type Uploads = Upload[]

/** The uploads that a text refers to, or the places of those that are not there. */
export type BodyImages = { ok: true; uploads: Uploads } | { ok: false; problems: Problem[] }

type Wanted = {
  links: readonly Link[]
  /** Whether there is a file of that name beside the document already. */
  isBeside?: (name: string) => Promise<boolean>
}

const nowhere = () => Promise.resolve(false)

/** Finds the pictures of a body among the uploads of its draft. Throws the file system's errors. */
export async function imagesOf(draft: Draft, { links, isBeside = nowhere }: Wanted): Promise<BodyImages> {
  const uploads = new Map<string, Buffer>()
  const problems: Problem[] = []
  for (const link of links) {
    if (link.kind !== 'image' || uploads.has(link.file)) continue
    const bytes = await readUpload(draft, link.file)
    if (bytes) uploads.set(link.file, bytes)
    else if (!(await isBeside(link.file))) problems.push(missing(link))
  }
  if (problems.length > 0) return { ok: false, problems }
  return { ok: true, uploads: [...uploads].map(([name, bytes]) => ({ name, bytes })) }
}

function missing({ file, line, column }: Extract<Link, { kind: 'image' }>): Problem {
  const message = `There is no picture \`${file}\`. Paste or drop it into the text once more, or take this place out.`
  return { line, column, message }
}
