import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { runChild } from './child.mjs'
import { Failure } from './failure.mjs'
import { programs } from './programs.mjs'
import { root } from './settings.mjs'

// The shell first: it has no windows to draw, and is what Playwright fetches for tests without a screen too.
const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** A Chromium that runs: CHROMIUM_PATH, else the system's. */
export function findSystemBrowser(env = process.env) {
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean)
  const files = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [env.CHROMIUM_PATH, ...files].find(isBrowser)
}

/** A Chromium that runs, fetched if there is none: by Playwright, else as a Debian package. */
export async function requireBrowser() {
  return (
    findSystemBrowser() ??
    (await findPlaywrightsBrowser()) ??
    (await downloadBrowser()) ??
    (await installPackage()) ??
    giveUp()
  )
}

// Some systems ship a chromium-browser that only says what to install instead; asking the version tells.
function isBrowser(file) {
  return Boolean(file) && existsSync(file) && spawnSync(file, ['--version'], { stdio: 'ignore' }).status === 0
}

async function findPlaywrightsBrowser() {
  const { chromium } = await import(path.join(root, 'node_modules/playwright/index.mjs'))
  const file = chromium.executablePath()
  return isBrowser(file) ? file : undefined
}

async function downloadBrowser() {
  console.log('There is no Chromium here; Playwright fetches one …')
  const { code } = await runChild([...programs.playwright, 'install', 'chromium'], { show: true })
  return code === 0 ? findPlaywrightsBrowser() : undefined
}

async function installPackage() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status !== 0)
    return undefined
  console.log('Installing the chromium package …')
  await runApt('update', '-qq')
  // Older releases have no package of the shell alone.
  for (const name of ['chromium-headless-shell', 'chromium']) {
    if (await runApt('install', '-y', '-qq', name)) break
  }
  return findSystemBrowser()
}

async function runApt(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const { code, output } = await runChild(['apt-get', ...args], { env })
  if (code !== 0) console.error(output)
  return code === 0
}

function giveUp() {
  throw new Failure(
    'There is no Chromium for the journeys: install one, and name it if it is not on the PATH: CHROMIUM_PATH=/path npm test',
  )
}
