import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const folder = path.resolve(import.meta.dirname, '../peers')

/** Installs the packages of bench/peers if they aren't there as its lockfile says; tells whether they are there now. */
export async function installPeers(): Promise<boolean> {
  const wanted = await versionsIn('package-lock.json')
  if (wanted === (await versionsIn('node_modules/.package-lock.json'))) return true
  console.error('Installing the engines to compare with (bench/peers) ...')
  const npm = process.env.npm_execpath
  const [program, ...args] = npm?.endsWith('.js') ? [process.execPath, npm] : ['npm']
  try {
    await promisify(execFile)(program, [...args, 'ci', '--no-audit', '--no-fund'], { cwd: folder })
    return true
  } catch (error) {
    console.error(error instanceof Error ? error.message.trim() : error)
    return false
  }
}

async function versionsIn(file: string): Promise<string> {
  const text = await readFile(path.join(folder, file), 'utf8').catch(() => '{}')
  const { packages = {} } = JSON.parse(text) as { packages?: Record<string, { version?: string }> }
  const names = Object.keys(packages).filter((name) => name !== '')
  return names
    .map((name) => `${name}@${packages[name]?.version ?? ''}`)
    .sort()
    .join(' ')
}
