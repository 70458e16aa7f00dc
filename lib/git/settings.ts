/** The setting by which a process list shows that a git program is ours. */
export const ownMark = 'core.hooksPath=/dev/null'

/** What stands before every command, whatever the repository's own configuration says. */
export const gitArguments = [
  ownMark,
  'core.fsmonitor=false',
  'commit.gpgsign=false',
  'core.autocrlf=false',
  'core.excludesFile=/dev/null',
  'core.attributesFile=/dev/null',
  'i18n.commitEncoding=UTF-8',
  // Git leaves new objects to the system's cache; a power cut would lose an acknowledged commit.
  'core.fsync=committed,reference',
  // The listing of a folder of thousands is written with each commit, and hardly gets smaller however hard git tries.
  'core.compression=1',
  'gc.auto=0',
  'maintenance.auto=false',
].flatMap((setting) => ['-c', setting])

const fixed = {
  GIT_LITERAL_PATHSPECS: '1',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  LC_ALL: 'C',
}

/**
 * The environment git runs in: the server's own without its GIT_* variables (set inside a hook, say, they
 * would point git at another repository), and what one call adds.
 */
export function gitEnv(added: Record<string, string>): NodeJS.ProcessEnv {
  const env = { ...process.env }
  for (const name of Object.keys(env)) if (/^git_/i.test(name)) delete env[name]
  return { ...env, ...fixed, ...added }
}
