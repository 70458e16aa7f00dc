import { randomUUID } from 'node:crypto'
import { access, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { checkDocument } from '@/lib/library'
import { folderOf } from '@/lib/library/schema'
import { today } from '@/lib/today'
import { requireSafeTarget } from './safe-path'
import { bodyWithQuestions } from './schema'
import { freeSlug } from './slug'
import { idFromKey, toSource } from './to-source'

/** What a new document begins with, and the content folder it goes to. */
export type NewFile = { contentDir: string; title: string; lessons: number[] }

/**
 * Makes the file of a new postmortem from the template, with a fresh id, and returns its path. The file passes the
 * checker as it is. Throws `invalid` with the checker's words when title or lessons cannot stand.
 */
export async function createDocument({ contentDir, title, lessons }: NewFile): Promise<string> {
  const id = idFromKey(randomUUID())
  const fields = {
    id,
    title,
    summary: 'One plain sentence that somebody outside the team understands.',
    lessons,
    tags: [],
    created: today(),
    authors: [],
    severity: 'minor',
    status: 'published',
    happened: today(),
    failureClass: ['none of these'],
    actions: [],
    heuristic: 'If you see X, check Y.',
  }
  const source = toSource(fields, bodyWithQuestions())
  const checked = await checkDocument(`${folderOf.postmortem}/new.mdx`, source)
  if (!checked.ok) throw new AppError('invalid', checked.problems.map(({ message }) => message).join('\n'))
  await mkdir(path.join(contentDir, folderOf.postmortem), { recursive: true })
  const taken = new Set<string>()
  for (;;) {
    const slug = freeSlug(title, (candidate) => taken.has(candidate))
    const target = await requireSafeTarget(contentDir, `${folderOf.postmortem}/${slug}.mdx`)
    const isTaken = await access(path.join(contentDir, folderOf.postmortem, slug)).then(
      () => true,
      () => false,
    )
    const isWritten = !isTaken && (await writeFile(target, source, { flag: 'wx' }).then(() => true, existing))
    if (isWritten) return target
    taken.add(slug)
  }
}

/** What a name that is taken is: no failure. */
export function existing(error: NodeJS.ErrnoException): false {
  if (error.code === 'EEXIST') return false
  throw error
}
