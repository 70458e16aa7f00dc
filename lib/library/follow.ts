import { readdir, realpath } from 'node:fs/promises'
import path from 'node:path'
import type { AsyncSubscription, Event } from '@parcel/watcher'
import { kindOf } from './schema'

/** For how long the folder has to be quiet before it is looked at, and for how long it may keep us waiting for that. */
const settle = 100
const patience = 500
/** How often the folder is looked at without being told of a change; a look that takes long is rarer, up to a limit. */
const lookEvery = 1000
const rarest = 5000
const lookShare = 1 / 20

/** What follows a folder. */
export type Follower = {
  refresh: () => Promise<void>
  /** Whether the file at a path of the folder is known as it is now. */
  knows: (file: string) => boolean
}

/**
 * Keeps in step with a folder: at once when its watcher tells of a change, and by looking again and again. A watcher
 * loses folders that are removed and made anew, as git does when branches change, and some disks tell it nothing.
 * What is returned ends it, and waits for the look that is under way.
 */
export function followFolder(contentDir: string, { refresh, knows }: Follower): () => Promise<void> {
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
    if (!isOpen) return
    since ??= Date.now()
    clearTimeout(due)
    due = setTimeout(() => void refreshNow(), Math.min(settle, Math.max(0, since + patience - Date.now())))
    due.unref()
  }
  const hear = (files: string[]) => {
    if (!files.every(knows)) later()
  }
  const lookAgain = async () => {
    const began = performance.now()
    // In the midst of changes the folder may be half of what it will be.
    if (!due) await refreshNow()
    const took = performance.now() - began
    if (isOpen) void watcher.open()
    if (isOpen) lookIn(Math.min(rarest, Math.max(lookEvery, took / lookShare)))
  }
  const lookIn = (milliseconds: number) => {
    look = setTimeout(() => void lookAgain(), milliseconds)
    look.unref()
  }
  let isOpen = true
  // What changed while the watcher was being set up has raised no event.
  const watcher = newWatcher(contentDir, { tell: hear, begin: later })
  void watcher.open()
  lookIn(lookEvery)
  return async () => {
    isOpen = false
    clearTimeout(due)
    clearTimeout(look)
    await watcher.close()
    await running
  }
}

type Ears = { tell: (files: string[]) => void; begin: () => void }

/** A watcher that can be opened again and again: it is, once there is a folder to be watched. */
function newWatcher(contentDir: string, { tell, begin }: Ears) {
  let said: string | undefined
  let watching: Promise<AsyncSubscription | undefined> = Promise.resolve(undefined)
  const start = async () => {
    try {
      const opened = await watchFolder(contentDir, tell)
      begin()
      return opened
    } catch (error) {
      const isAbsent = (error as NodeJS.ErrnoException).code === 'ENOENT'
      if (!isAbsent && String(error) !== said) reportWatcher(error)
      said = String(error)
      return undefined
    }
  }
  return {
    open: () => (watching = watching.then((opened) => opened ?? start())),
    close: async () => (await watching)?.unsubscribe(),
  }
}

/** Tells of the paths of files that changed, relative to the folder, with slashes. */
async function watchFolder(contentDir: string, tell: (files: string[]) => void): Promise<AsyncSubscription> {
  // Built for most systems, not for all: without it the site runs too.
  const { subscribe } = await import('@parcel/watcher')
  const folder = await realpath(contentDir)
  const toPath = ({ path: file }: Event) => path.relative(folder, file).split(path.sep).join('/')
  const isShown = (file: string) => !file.split('/').some((name) => name.startsWith('.'))
  const others = (await readdir(folder)).filter((name) => kindOf(name) === undefined)
  return subscribe(
    folder,
    (error, events) => {
      if (error) reportWatcher(error)
      else tell(events.map(toPath).filter(isShown))
    },
    // Git’s own folder changes all the time, and the other ones hold no documents.
    { ignore: others.map((name) => path.join(folder, name)) },
  )
}

function report(error: unknown): void {
  console.error('The content folder could not be read; what was read before is served.', error)
}

function reportWatcher(error: unknown): void {
  console.error(`The content folder cannot be watched; it is looked at every few seconds instead. ${String(error)}`)
}
