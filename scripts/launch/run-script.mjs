import { findSystemBrowser } from './browser.mjs'
import { runChild } from './child.mjs'
import { Failure } from './failure.mjs'
import { ensureInstall } from './install.mjs'
import { typescriptProgram } from './programs.mjs'

// People who only run the site write postmortems too; the other scripts are for work on the product.
const forEveryone = new Set(['scripts/new.ts', 'scripts/import.ts', 'scripts/check-content.ts', 'scripts/admin.ts'])

/** Runs a TypeScript script with its arguments, after making sure that it finds its packages and a browser. */
export async function runScript() {
  const [file, ...args] = process.argv.slice(2)
  if (!file) throw new Failure('Usage: node scripts/run.mjs FILE.ts [ARGUMENT ...]')
  const dev = !forEveryone.has(file)
  await ensureInstall({ dev })
  const browser = dev ? findSystemBrowser() : undefined
  const env = { ...process.env, ...(browser && { CHROMIUM_PATH: browser }) }
  const { code } = await runChild(typescriptProgram(file, args), { env, show: true })
  return code
}
