import path from 'node:path'
import { git, repositoryOf } from '@/lib/git'
import type { ToyFiles } from './document'
import { commitsIn, logFormat, type PastCommit } from './file-past'
import { codeFiles, codeNames } from './toy-code'

type Code = keyof ToyFiles

/** Git's names of the files of code beside a text, as far as they are there. */
export type CodeBlobs = Partial<Record<Code, string | undefined>>

/** What a commit made of the files of code beside a text; of none if it changed the text alone. */
export type PastCode = PastCommit & { code: CodeBlobs }

/**
 * The commits that changed a toy problem's text or the code beside it where both stand now, newest first; nothing where
 * there is no repository. Throws `unavailable` when git cannot be asked.
 */
export async function codePastOf(contentDir: string, file: string, most: number): Promise<PastCode[]> {
  if ((await repositoryOf(contentDir)) === undefined) return []
  const folder = path.posix.dirname(file)
  const files = [file, ...Object.values(codeFiles).map((name) => path.posix.join(folder, name))]
  const log = await git(contentDir, ['log', `-n${most}`, ...logFormat, '--', ...files])
  return commitsIn(log).map(({ raw, ...commit }) => ({ ...commit, code: blobsOf(raw) }))
}

function blobsOf(raw: string): CodeBlobs {
  const changed = raw.split('\n').flatMap((line) => {
    const [status = '', file = ''] = line.trim().split('\t')
    const [, , , after = ''] = status.split(' ')
    // Git quotes a name with letters of other languages.
    const name = path.posix.basename(file.replace(/"$/, ''))
    const code = codeNames.find((one) => codeFiles[one] === name)
    return code ? [[code, /^0+$/.test(after) ? undefined : after] as const] : []
  })
  return Object.fromEntries(changed)
}
