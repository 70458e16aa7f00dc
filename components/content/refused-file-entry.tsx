import type { ReactNode } from 'react'
import type { RefusedFile } from '@/lib/library/schema'
import { FileEntry } from './file-entry'

const remedies: Record<RefusedFile['reason'], ReactNode> = {
  merge: (
    <>
      Finish the merge: keep what is right of the two versions, delete the marks, then run <code>git add</code> and{' '}
      <code>git commit</code> (in a rebase <code>git rebase --continue</code>). Or give it up with{' '}
      <code>git merge --abort</code>.
    </>
  ),
  text: (
    <>
      Mend the text at these places. On the server <code>npm run check</code> names them too, and{' '}
      <code>npm run check -- --fix</code> makes the rewrites that it offers.
    </>
  ),
  name: 'Do what the message says: it is about the file itself, and not about its text.',
  taken: 'Give one of the two files an id, an address or a number of its own.',
}

/** A document that is not served as it is: why, what readers see in its place, and what to do. */
export function RefusedFileEntry({ file: { path, reason, problems, served } }: { file: RefusedFile }) {
  const instead = served ? (
    <>
      <a href={served.url}>{served.title}</a>, the last good version.
    </>
  ) : (
    'nothing. Readers do not find it.'
  )
  return <FileEntry path={path} problems={problems} instead={instead} remedy={remedies[reason]} />
}
