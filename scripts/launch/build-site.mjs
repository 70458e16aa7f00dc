import { rmSync } from 'node:fs'
import path from 'node:path'
import { hasSnapshot, hashCode, writeBuildStamp } from './build-stamp.mjs'
import { runChild } from './child.mjs'
import { compressStatic } from './compress-static.mjs'
import { Failure } from './failure.mjs'
import { programs, typescriptProgram } from './programs.mjs'
import { layPython } from './python-files.mjs'
import { childEnv, root } from './settings.mjs'
import { runStep } from './step.mjs'

/** Content check, contentlayer, Next: everything that a start needs to have happened. */
export async function buildSite(settings) {
  rmSync(path.join(root, '.next', 'twelvefold-build.json'), { force: true })
  const code = hashCode()
  await buildContent(settings)
  const env = { ...childEnv(settings), NODE_ENV: 'production' }
  await runStep('Building the site', [...programs.next, 'build'], { env })
  await layPython()
  compressStatic()
  writeBuildStamp(code)
}

/** Refuses dangerous files before contentlayer meets them, then lets it make its snapshot. */
export async function buildContent(settings) {
  const env = childEnv(settings)
  const { code } = await runChild(typescriptProgram('scripts/check-content.ts'), { env, show: true })
  if (code !== 0)
    throw new Failure('The content has files that nothing may read; they stand above. Mend them and try again.')
  rmSync(path.join(root, '.contentlayer', 'generated'), { recursive: true, force: true })
  const conditions = [env.NODE_OPTIONS, '--conditions=react-server'].filter(Boolean).join(' ')
  const output = await runStep('Compiling the content', [...programs.contentlayer, 'build'], {
    env: { ...env, NODE_OPTIONS: conditions },
  })
  if (hasSnapshot()) return
  process.stderr.write(output)
  throw new Failure('contentlayer left nothing in .contentlayer/generated; what it said stands above.')
}
