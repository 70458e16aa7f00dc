import { lstatSync } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import path from 'node:path'
import { takeTurns } from '@/lib/turns'
import { folderOf, kinds } from './schema'
import { parseFileName } from './file-name'
import { codeFiles } from './toy-code'

/** A document's file as the folder shows it; `stamp` changes when the file does. */
export type ContentFile = { path: string; stamp: string }

/** A file the folder may not hold, and why. Nothing of the kind may reach contentlayer. */
export type Refusal = { path: string; message: string }

/** For how long, in milliseconds, files are looked at before others have their turn. */
const turnLength = 4

/**
 * Lists the documents of a content folder. Symbolic links, names that are none, and files whose first
 * line chooses an engine other than YAML (`---js` runs code in contentlayer's parser) are refused by name.
 * `knows` spares the look into files that were looked at before.
 */
export async function listContent(
  contentDir: string,
  knows: (file: ContentFile) => boolean = () => false,
): Promise<{ files: ContentFile[]; refusals: Refusal[] }> {
  const files: ContentFile[] = []
  const refusals: Refusal[] = []
  const turns = takeTurns(turnLength)
  for (const kind of kinds) await walk(folderOf[kind])
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), refusals }

  async function walk(relative: string): Promise<void> {
    const entries = await readdir(path.join(contentDir, relative), { withFileTypes: true }).catch(absentAsEmpty)
    for (const entry of entries) {
      const child = `${relative}/${entry.name}`
      if (entry.isSymbolicLink())
        refusals.push({ path: child, message: 'It is a symbolic link. Put the file itself here.' })
      else if (entry.name.startsWith('.')) continue
      else if (entry.isDirectory()) await walk(child)
      else if (entry.name.endsWith('.mdx')) await take(child)
    }
  }

  async function take(child: string): Promise<void> {
    if (!parseFileName(child)) {
      refusals.push({
        path: child,
        message:
          'It is not a name of a document: use lower-case letters, digits and inner hyphens, as in postmortems/score-too-good.mdx.',
      })
      return
    }
    await turns.next()
    const stamp = stampOfDocument(contentDir, child)
    if (stamp === undefined) return
    const file = { path: child, stamp }
    const engine = knows(file) ? undefined : await engineOf(path.join(contentDir, child))
    if (engine)
      refusals.push({
        path: child,
        message: `Its first line is \`---${engine}\`; it must be exactly \`---\`. Only YAML is read.`,
      })
    else files.push(file)
  }
}

/** What changes when the file of a document does, or the code beside it; undefined when there is no such file. */
export function stampOfDocument(contentDir: string, file: string): string | undefined {
  const absolute = path.join(contentDir, file)
  const stamp = stampOf(absolute)
  if (!stamp || !file.startsWith(folderOf['toy-problem'])) return stamp
  // A toy problem is its text and its code; a change of either is a change of the document.
  const beside = Object.values(codeFiles).map((name) => stampOf(path.join(path.dirname(absolute), name)))
  return [stamp, ...beside].join(' ')
}

/** The document whose file, or whose code, is at a path; undefined for what is neither. */
export function documentAt(file: string): string | undefined {
  const isCode =
    file.startsWith(`${folderOf['toy-problem']}/`) && Object.values(codeFiles).includes(path.posix.basename(file))
  const document = isCode ? `${path.posix.dirname(file)}/index.mdx` : file
  return parseFileName(document) ? document : undefined
}

// Asked without waiting: what an asynchronous call costs this thread is many times what the answer does.
function stampOf(absolute: string): string | undefined {
  try {
    const stats = lstatSync(absolute, { throwIfNoEntry: false })
    return stats && `${stats.mtimeMs}:${stats.size}:${stats.ino}`
  } catch {
    // What may not be looked at is no file of ours.
    return undefined
  }
}

/** What stands behind the first `---` of a file, when anything does. */
async function engineOf(absolute: string): Promise<string | undefined> {
  const file = await open(absolute, 'r').catch(() => undefined)
  if (!file) return undefined
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(64), 0, 64, 0)
    const start = buffer
      .subarray(0, bytesRead)
      .toString('utf8')
      .replace(/^\ufeff/, '')
    return /^---+[ \t]*([^\s-][^\r\n]*)/.exec(start)?.[1]
  } finally {
    await file.close()
  }
}

function absentAsEmpty(error: NodeJS.ErrnoException): [] {
  // Git may put a file in the place of a folder, and the other way round, while we look.
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return []
  throw error
}
