import { config } from '@/lib/config'
import { AppError } from '@/lib/errors'
import { checkInWorker, getDocument, refreshFile } from '@/lib/library'
import { folderOf } from '@/lib/library/schema'
import type { Problem } from '@/lib/markup/schema'
import { once } from '@/lib/process'
import { today } from '@/lib/today'
import { requireRole, type Viewer } from '@/lib/viewer'
import type { NewPostmortem } from './schema'
import { ensureRepository } from '@/lib/git'
import { freeSlug } from './slug'
import { idFromKey, toFields, toSource } from './to-source'
import { publishFile } from './write-file'

/** Where the page is, or what stands in its way: problems of the body, with lines counted in the body. */
export type Published = { ok: true; url: string } | { ok: false; problems: Problem[] }

const attempts = 5

/**
 * Publishes a new postmortem: checks it in the worker, writes its file, commits it in the viewer's name, and
 * shows it to the next request. The same key leads to the same document, however often it is sent. Throws
 * `unauthenticated` or `forbidden` for anybody but a writer, `unavailable` when nothing could be written (then
 * nothing is left half done).
 */
export async function publishPostmortem(viewer: Viewer | undefined, input: NewPostmortem): Promise<Published> {
  const author = requireRole(viewer, 'writer')
  const running = once('publishing', () => new Map<string, Promise<Published>>())
  const id = idFromKey(input.key)
  const known = running.get(id)
  if (known) return known
  const publishing = publishOnce(author, input, id).finally(() => running.delete(id))
  running.set(id, publishing)
  return publishing
}

async function publishOnce(viewer: Viewer, input: NewPostmortem, id: string): Promise<Published> {
  const earlier = await getDocument({ id })
  if (earlier) return { ok: true, url: earlier.url }
  const source = toSource(toFields(input, { id, author: viewer.name, today: today() }), input.body)
  const checked = await checkInWorker(`${folderOf.postmortem}/new.mdx`, source)
  if (!checked.ok) return { ok: false, problems: inBody(checked.problems, source) }
  const path = await writeUnderFreeSlug(viewer, input, source)
  await refreshFile(path)
  const document = await getDocument({ id })
  if (!document)
    throw new AppError(
      'unavailable',
      `The page was written to ${path} and committed, but could not be shown. npm run check says why.`,
    )
  return { ok: true, url: document.url }
}

async function writeUnderFreeSlug(viewer: Viewer, input: NewPostmortem, source: string): Promise<string> {
  const { contentDir, dataDir } = config()
  const taken = new Set<string>()
  await ensureRepository(contentDir)
  for (let attempt = 1; ; attempt++) {
    const slug = await nextSlug(input.title, taken)
    const relativePath = `${folderOf.postmortem}/${slug}.mdx`
    const message = `Add postmortem: ${input.title}\n\n${input.summary}\n\nLessons: ${input.lessons.join(', ')}`
    try {
      await publishFile({
        contentDir,
        dataDir,
        relativePath,
        text: source,
        author: { name: viewer.name, email: viewer.email },
        message,
        expected: 'absent',
      })
      return relativePath
    } catch (error) {
      // Somebody took the name between our look and our write: try the next one.
      if (!(error instanceof AppError && error.code === 'conflict') || attempt === attempts) throw error
      taken.add(slug)
    }
  }
}

/** The first slug that no document has, by slug or by alias. */
async function nextSlug(title: string, taken: Set<string>): Promise<string> {
  for (;;) {
    const slug = freeSlug(title, (candidate) => taken.has(candidate))
    if (!(await getDocument({ kind: 'postmortem', slug }))) return slug
    taken.add(slug)
  }
}

/** Problems of a whole file as problems of its body. */
export function inBody(problems: readonly Problem[], source: string): Problem[] {
  const bodyStart = source.indexOf('\n---\n\n') + '\n---\n\n'.length
  const lines = source.slice(0, bodyStart).split('\n').length - 1
  return problems.map(({ line, rewrite, ...rest }) => ({
    ...rest,
    line: Math.max(1, line - lines),
    ...(rewrite && {
      rewrite: { ...rewrite, start: rewrite.start - bodyStart, end: rewrite.end - bodyStart },
    }),
  }))
}
