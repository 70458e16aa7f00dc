import { AppError } from '@/lib/errors'
import { git, operationIn } from '@/lib/git'

/**
 * Throws `unavailable` where a commit would be on no branch (the next checkout would leave it behind, and take its page
 * from the folder; a rebase is such a place), and where somebody has begun a merge, which a commit would come between.
 */
export async function requireBranch(contentDir: string): Promise<void> {
  const [isOnBranch, operation] = await Promise.all([isBranchOut(contentDir), operationIn(contentDir)])
  if (operation) {
    const problem = `A ${operation} is unfinished in the content folder.`
    throw new AppError('unavailable', `${problem} Finish or abort it, then try again.`)
  }
  if (!isOnBranch) throw new AppError('unavailable', detachedWords)
}

const detachedWords =
  'The content folder is on no branch (a detached HEAD), so the next checkout would lose the page. ' +
  'Put it on one on the server (git switch main, or git switch --create NAME), then try again.'

async function isBranchOut(contentDir: string): Promise<boolean> {
  try {
    await git(contentDir, ['symbolic-ref', '--quiet', 'HEAD'])
    return true
  } catch (error) {
    if (!(error instanceof AppError && (error.cause as { code?: unknown }).code === 1)) throw error
    return false
  }
}
