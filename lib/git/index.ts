import 'server-only'

export { cleanIdentity, ensureRepository, git, gitLimits, indexLockOf, repositoryOf, type GitOptions } from './run'
export { operationIn, stateOf, type RepositoryState } from './state'
export { ownMark } from './settings'
export { gitAnswer, isLockHeld } from './words'
