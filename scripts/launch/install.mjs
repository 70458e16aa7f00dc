import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './settings.mjs'
import { runStep } from './step.mjs'

const lockFile = path.join(root, 'package-lock.json')
const stampFile = path.join(root, 'node_modules', '.twelvefold-install.json')
const npmsOwnRecord = path.join(root, 'node_modules', '.package-lock.json')

/** Installs what the lockfile says, unless that is what lies there. `dev` asks for what tests need as well. */
export async function ensureInstall({ dev }) {
  const lock = readFileSync(lockFile, 'utf8')
  const hash = createHash('sha256').update(lock).digest('hex')
  const stamp = readJson(stampFile)
  if (stamp?.lock === hash && (stamp.dev || !dev)) return
  const found = installedByHand(JSON.parse(lock))
  if (found.production && (found.dev || !dev)) return writeStamp(hash, found.dev)
  const extent = dev ? '--include=dev' : '--omit=dev'
  await runStep(`Installing packages (${dev ? 'all' : 'for production'})`, [
    ...npm(),
    'ci',
    extent,
    '--no-audit',
    '--no-fund',
  ])
  writeStamp(hash, dev)
}

// npm records what it installed; someone who ran it by hand needn't wait for a second time.
function installedByHand(lock) {
  const installed = readJson(npmsOwnRecord)?.packages
  if (!installed) return { production: false, dev: false }
  const packages = Object.entries(lock.packages).filter(([folder]) => folder !== '')
  const isMissing = ([folder, { version, optional, devOptional }]) =>
    installed[folder] ? installed[folder].version !== version : !optional && !devOptional
  const missing = packages.filter(isMissing)
  return { production: missing.every(([, { dev }]) => dev), dev: missing.length === 0 }
}

// The npm that runs the script, also where none is on the PATH.
function npm() {
  const file = process.env.npm_execpath
  return file && /npm-cli\.c?js$/.test(file) ? [process.execPath, file] : ['npm']
}

function writeStamp(lock, dev) {
  writeFileSync(stampFile, `${JSON.stringify({ lock, dev })}\n`)
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
