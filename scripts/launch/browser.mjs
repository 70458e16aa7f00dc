import { accessSync, constants, existsSync } from 'node:fs'
import path from 'node:path'
import { StartProblem } from './requirements.mjs'
import { collect, step } from './step.mjs'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The system's Chromium, if there is one: CHROMIUM_PATH, or the first of the usual names on the PATH. */
export function systemBrowser(env = process.env) {
  if (env.CHROMIUM_PATH) return env.CHROMIUM_PATH
  const folders = (env.PATH ?? '').split(path.delimiter)
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable)
}

/** Finds or installs a browser. Returns its path; '' stands for the one Playwright brings itself. */
export async function requireBrowser() {
  const found = systemBrowser()
  if (found) return found
  if (await step('Installing a browser', process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium'])) return ''
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    await collect('apt-get', ['update'])
    await step('Installing Chromium as a package', 'apt-get', ['install', '-y', 'chromium'])
  }
  const installed = systemBrowser()
  if (installed) return installed
  throw new StartProblem(
    'The tests need a browser and none could be installed. Install Chromium, or name one with CHROMIUM_PATH=/path npm test.',
  )
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
