import { randomUUID } from 'node:crypto'
import { access, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AppError } from '@/lib/errors'
import { checkDocument } from '@/lib/library'
import { folderOf } from '@/lib/library/schema'
import { today } from '@/lib/today'
import { existing, type NewFile } from './create-document'
import { requireSafeTarget } from './safe-path'
import { freeSlug } from './slug'
import { idFromKey, toSource } from './to-source'
import { toyBody, toyFiles } from './toy-template'

/**
 * Makes the folder of a new toy problem from the template, with a fresh id: its page, and a starter, checks and a
 * solution that keep the contract as they are. Returns the path of the page. Throws `invalid` with the checker's words
 * when title or lessons cannot stand.
 */
export async function createToyProblem({ contentDir, title, lessons }: NewFile): Promise<string> {
  const fields = {
    id: idFromKey(randomUUID()),
    title,
    summary: 'One plain sentence that somebody outside the team understands.',
    lessons,
    tags: [],
    created: today(),
    authors: [],
    shelfLife: 'principle',
    minutes: 15,
    difficulty: 1,
    language: 'python',
  }
  const source = toSource(fields, toyBody)
  const folder = folderOf['toy-problem']
  const checked = await checkDocument(`${folder}/new/index.mdx`, source)
  if (!checked.ok) throw new AppError('invalid', checked.problems.map(({ message }) => message).join('\n'))
  const own = await makeFolder(contentDir, title)
  for (const [name, text] of Object.entries(toyFiles)) await writeFile(path.join(own, name), text)
  // The page comes last: a running server shows the problem once all of it is there.
  await writeFile(path.join(own, 'index.mdx'), source)
  return path.join(own, 'index.mdx')
}

/** Makes a folder of its own for a title, whoever makes others at the same time. */
async function makeFolder(contentDir: string, title: string): Promise<string> {
  const taken = new Set<string>()
  for (;;) {
    const slug = freeSlug(title, (candidate) => taken.has(candidate))
    const file = await requireSafeTarget(contentDir, `${folderOf['toy-problem']}/${slug}.mdx`)
    const isFile = await access(file).then(
      () => true,
      () => false,
    )
    const folder = path.join(path.dirname(file), slug)
    const isMade = !isFile && (await mkdir(folder).then(() => true, existing))
    if (isMade) return folder
    taken.add(slug)
  }
}
