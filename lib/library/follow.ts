import path from 'node:path'
import { watch, type FSWatcher } from 'chokidar'
import { folderOf, kinds } from './schema'

/** For how long the folder has to be quiet before it is looked at, and for how long it may keep us waiting for that. */
const settle = 150
const patience = 500
/** How often the folder is looked at without being told of a change; a look that takes long is rarer, up to a limit. */
const lookEvery = 1000
const rarest = 5000
const lookShare = 1 / 20

/**
 * Keeps in step with a folder: at once when its watcher tells of a change, and by looking again and again. A watcher
 * loses folders that are removed and made anew, as git does when branches change, and some disks tell it nothing.
 * What is returned ends it, and waits for the look that is under way.
 */
export function followFolder(contentDir: string, refresh: () => Promise<void>): () => Promise<void> {
  let due: NodeJS.Timeout | undefined
  let since: number | undefined
  let look: NodeJS.Timeout
  let running: Promise<void> = Promise.resolve()
  let said: string | undefined
  const refreshNow = () => {
    due = since = undefined
    running = refresh().then(
      () => void (said = undefined),
      (error: unknown) => {
        // The next look will find the same.
        if (String(error) !== said) report(error)
        said = String(error)
      },
    )
    return running
  }
  const later = () => {
    since ??= Date.now()
    clearTimeout(due)
    due = setTimeout(() => void refreshNow(), Math.min(settle, Math.max(0, since + patience - Date.now())))
    due.unref()
  }
  const lookAgain = async () => {
    const began = performance.now()
    // In the midst of changes the folder may be half of what it will be.
    if (!due) await refreshNow()
    const took = performance.now() - began
    if (isOpen) lookIn(Math.min(rarest, Math.max(lookEvery, took / lookShare)))
  }
  const lookIn = (milliseconds: number) => {
    look = setTimeout(() => void lookAgain(), milliseconds)
    look.unref()
  }
  let isOpen = true
  const watcher = watchFolder(contentDir)
    .on('all', later)
    // What changed while the watcher was being set up has raised no event.
    .on('ready', later)
    .on('error', report)
  lookIn(lookEvery)
  return async () => {
    isOpen = false
    clearTimeout(due)
    clearTimeout(look)
    await watcher.close()
    await running
  }
}

function watchFolder(contentDir: string): FSWatcher {
  const folders = kinds.map((kind) => path.join(contentDir, folderOf[kind]))
  const isWatched = (file: string) =>
    file === contentDir || folders.some((folder) => file === folder || file.startsWith(folder + path.sep))
  return watch(contentDir, {
    ignoreInitial: true,
    followSymlinks: false,
    ignored: (file) => !isWatched(file) || (file !== contentDir && path.basename(file).startsWith('.')),
  })
}

function report(error: unknown): void {
  console.error('The content folder could not be read; what was read before is served.', error)
}
