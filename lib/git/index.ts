import 'server-only'

export { cleanIdentity, ensureRepository, git, gitLimits, repositoryOf, type GitOptions } from './run'
export { ownMark } from './settings'
export { isLockHeld } from './words'
