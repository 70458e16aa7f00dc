import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './settings.mjs'

const stampFile = path.join(root, '.next', 'twelvefold-build.json')
const snapshot = path.join(root, '.contentlayer', 'generated')

// What decides a build. Content does not: the server reconciles with its folder.
const sources = [
  'app',
  'components',
  'lib',
  'public',
  'contentlayer.config.ts',
  'instrumentation.ts',
  'next.config.mjs',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'scripts/build.mjs',
  'scripts/launch/build-site.mjs',
  'scripts/launch/compress-static.mjs',
  'scripts/launch/python-files.mjs',
  'tsconfig.json',
]

/** Whether the build that lies there was made from the code that lies there. */
export function isBuildFresh() {
  if (!existsSync(path.join(root, '.next', 'BUILD_ID')) || !hasSnapshot()) return false
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8')).code === hashCode()
  } catch {
    return false
  }
}

/** Notes which code the build was made from; `code` was hashed before it began, lest an edit slips through. */
export function writeBuildStamp(code) {
  writeFileSync(stampFile, `${JSON.stringify({ code })}\n`)
}

/** Whether contentlayer has left its output. */
export function hasSnapshot() {
  return existsSync(path.join(snapshot, 'index.mjs'))
}

/** A hash over the names and bytes of everything that decides a build. */
export function hashCode() {
  const hash = createHash('sha256')
  for (const source of sources) {
    for (const file of listFiles(source))
      hash
        .update(`${file}\0`)
        .update(readFileSync(path.join(root, file)))
        .update('\0')
  }
  return hash.digest('hex')
}

function listFiles(source) {
  const found = statSync(path.join(root, source), { throwIfNoEntry: false })
  if (!found) return []
  if (!found.isDirectory()) return [source]
  return readdirSync(path.join(root, source), { withFileTypes: true })
    .filter(({ name }) => !/\.test\.tsx?$|^\./.test(name))
    .map(({ name }) => `${source}/${name}`)
    .sort()
    .flatMap(listFiles)
}
