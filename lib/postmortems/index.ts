import 'server-only'
import { mkdir } from 'node:fs/promises'
import { config } from '@/lib/config'
import { once } from '@/lib/process'
import { acquireServerLock } from './lock'
import { recoverContent } from './recover'

export { changeAction, closePostmortem } from './actions'
export { createDocument } from './create-document'
export { createToyProblem } from './create-toy-problem'
export { deleteDraft, getDraft, listDrafts, saveDraft, shareDraft, unshareDraft } from './drafts'
export { getSharedDraft } from './shared-draft'
export { listImport, writeImport, type NewPage } from './import-files'
export { planImport, type Planned } from './import-plan'
export { readKnown } from './known-postmortems'
export { publishPostmortem } from './publish'
export { getDraftImage, getSharedImage, keepUpload, type DraftImage } from './images/upload'
export { imageLimits } from './images/encode'
export { canRevise } from './policy'
export { listEarlier } from './earlier'
export { getFieldHelp } from './field-help'
export { getHistoryPlace, restoreVersion } from './restore'
export { getEditable, requirePublished, revisePostmortem, type Revised } from './revise'
export { getEditableSource, reviseSource, type SourceRevised } from './revise-source'
export { keyOf, readFile, readNew, readRevised } from './submission'
export { inWhole } from './places'
export { checkPostmortem, mayCheck } from './checked'
export { reinstatePostmortem, withdrawPostmortem } from './withdraw'
export { previewBody, previewSource, type Preview, type SourcePreview } from './preview'

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
