import 'server-only'
import { mkdir } from 'node:fs/promises'
import { config } from '@/lib/config'
import { once } from '@/lib/process'
import { acquireServerLock } from './lock'
import { recoverContent } from './recover'

export { createDocument } from './create-document'
export { publishPostmortem } from './publish'
export { previewBody, type Preview } from './preview'

/**
 * Makes this process the one that publishes: takes the lock on the data folder (a second server on the same
 * folder is refused, `unavailable`), and finishes or clears what a publish left when the process before died.
 */
export function openPublishing(): Promise<void> {
  return once('open-publishing', open)
}

async function open(): Promise<void> {
  const { contentDir, dataDir } = config()
  await mkdir(dataDir, { recursive: true })
  await mkdir(contentDir, { recursive: true })
  acquireServerLock(dataDir)
  const { committed, warnings } = await recoverContent({ contentDir, dataDir })
  if (committed) console.warn('A publish that was interrupted has been committed.')
  for (const warning of warnings) console.warn(warning)
}
