import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StartProblem } from './requirements.mjs'
import { childEnv, root } from './settings.mjs'
import { attach, step } from './step.mjs'

// What decides the build is code, never content.
const inputs = [
  'app',
  'components',
  'lib',
  'public',
  'scripts/launch',
  'scripts/check-content.ts',
  'contentlayer.config.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'tsconfig.json',
]
const isInput = (name) => !/\.test\.tsx?$/.test(name)

/** A hash of all the code that decides a build. */
export function hashCode(folder = root) {
  const hash = createHash('sha256')
  const add = (relative) => {
    const absolute = path.join(folder, relative)
    if (!existsSync(absolute)) return
    if (statSync(absolute).isDirectory()) {
      for (const name of readdirSync(absolute).sort()) add(path.join(relative, name))
    } else if (isInput(relative)) hash.update(relative).update('\0').update(readFileSync(absolute)).update('\0')
  }
  inputs.forEach(add)
  return hash.digest('hex')
}

const stampOf = (folder) => path.join(folder, '.next', 'twelvefold-build.json')

/** Whether the code has changed since the last complete build, or there has been none. */
export function isBuildStale(folder = root) {
  if (!existsSync(stampOf(folder)) || !existsSync(path.join(folder, '.contentlayer', 'generated'))) return true
  return JSON.parse(readFileSync(stampOf(folder), 'utf8')).code !== hashCode(folder)
}

/** Refuses content that nothing may read; other problems are printed and stop nothing. */
export async function checkContent(settings) {
  const args = ['--conditions=react-server', '--import', 'tsx', 'scripts/check-content.ts']
  if ((await attach(process.execPath, args, { env: childEnv(settings) })) !== 0) {
    throw new StartProblem('The content holds files that may not be read: they are named above. Rename or remove them and run this again.')
  }
}

/** Makes contentlayer's snapshot of the content, which every build needs. */
export async function buildSnapshot(settings) {
  const options = `${process.env.NODE_OPTIONS ?? ''} --conditions=react-server`.trim()
  const env = childEnv(settings, { NODE_OPTIONS: options })
  const made = await step('Reading the content', process.execPath, ['node_modules/contentlayer2/bin/cli.cjs', 'build'], { env })
  if (!made || !existsSync(path.join(root, '.contentlayer', 'generated'))) {
    throw new StartProblem('The content could not be read: contentlayer says why above.')
  }
}

/** Checks the content and builds the site. */
export async function build(settings) {
  const code = hashCode()
  await checkContent(settings)
  await buildSnapshot(settings)
  const env = childEnv(settings, { NODE_ENV: 'production' })
  if (!(await step('Building the site', process.execPath, ['node_modules/next/dist/bin/next', 'build'], { env }))) {
    throw new StartProblem('The site could not be built: the build says why above.')
  }
  writeFileSync(stampOf(root), JSON.stringify({ code }))
}
