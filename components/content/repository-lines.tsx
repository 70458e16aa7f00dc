import type { ReactNode } from 'react'
import type { Health } from '@/lib/library/schema'
import { momentText } from '@/components/ui/moment'

type State = Extract<Health['repository'], { changed: number }>
type Operation = NonNullable<State['operation']>

const unfinished: Record<Operation, ReactNode> = {
  merge: (
    <>
      A merge is not finished. Nothing can be published until it is finished (<code>git commit</code>) or given up (
      <code>git merge --abort</code>).
    </>
  ),
  'cherry-pick': (
    <>
      A cherry-pick is not finished. Nothing can be published until it is finished (
      <code>git cherry-pick --continue</code>) or given up (<code>git cherry-pick --abort</code>).
    </>
  ),
  rebase: (
    <>
      A rebase is not finished. What is published now becomes a part of it, and is lost if it is given up. Finish it
      first: <code>git rebase --continue</code>.
    </>
  ),
}

/** The state of the repository, a sentence for each thing, with what it means for publishing. */
export function RepositoryLines({ repository }: { repository: Health['repository'] }) {
  if (!repository) {
    return <p>The content folder is in no git repository, and nothing can be published. Restart Twelvefold, which makes one.</p>
  }
  if ('failure' in repository) return <p>{repository.failure}</p>
  const { branch, operation } = repository
  return (
    <>
      <HeadLine state={repository} />
      <p>{changedWords(repository.changed)}</p>
      {operation && <Warning>{unfinished[operation]}</Warning>}
      {!branch && !operation && (
        <Warning>
          No branch is checked out (a detached HEAD). What is published is committed to no branch, and leaves the folder
          when one is checked out. Check out a branch first: <code>git switch</code>.
        </Warning>
      )}
    </>
  )
}

function HeadLine({ state: { head, branch } }: { state: State }) {
  if (!head) return <p>Nothing is committed yet. The first publish makes the first commit.</p>
  return (
    <p>
      The last commit{branch ? ` on the branch ${branch}` : ''} is <code title={head.commit}>{head.commit.slice(0, 10)}</code>
      , “{head.subject}”, of {momentText(head.at)}.
    </p>
  )
}

function Warning({ children }: { children: ReactNode }) {
  return <p className="border-l-2 border-warn bg-warn-soft px-4 py-3 text-ink">{children}</p>
}

function changedWords(changed: number): string {
  if (changed === 0) return 'Everything in the folder is committed.'
  const files = changed === 1 ? '1 file has' : `${changed} files have`
  return `${files} changes that are not committed. Readers see those that can be served; a publish commits its own file alone and leaves these as they are.`
}
