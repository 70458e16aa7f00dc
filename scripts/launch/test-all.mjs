import path from 'node:path'
import { requireBrowser } from './browser.mjs'
import { buildSite } from './build-site.mjs'
import { isBuildFresh } from './build-stamp.mjs'
import { runChecks } from './checks.mjs'
import { runChild } from './child.mjs'
import { Failure } from './failure.mjs'
import { ensureInstall } from './install.mjs'
import { requireGit } from './preflight.mjs'
import { programs } from './programs.mjs'
import { addCounts, countPlaywright, countVitest, countsLine } from './reports.mjs'
import { makeScratch } from './scratch.mjs'
import { childEnv, readSettings, withoutConfiguration } from './settings.mjs'

/** npm test: installs what is missing, runs everything, and ends with the line that counts it. */
export async function testAll() {
  const scratch = makeScratch()
  const counts = []
  try {
    await runSuites(scratch, counts)
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error)
    counts.push({ passed: 0, failed: 1, skipped: 0 })
  }
  const total = addCounts(counts)
  console.log(countsLine(total))
  return total.failed > 0 ? 1 : 0
}

async function runSuites(scratch, counts) {
  requireGit()
  await ensureInstall({ dev: true })
  const { settings, env } = ownEnvironment(scratch)
  counts.push(await runChecks(env))
  // Some unit tests open the library, which takes what the build makes of the content.
  if (!isBuildFresh()) await buildSite(settings)
  counts.push(await runUnitTests(scratch, env))
  counts.push(await runJourneys(scratch, env))
}

// The tests are about the content that ships, wherever the site of this machine keeps its own.
function ownEnvironment(scratch) {
  const settings = { ...readSettings({}), dataDir: path.join(scratch, 'data') }
  // Whatever tests leave in the folder for passing things goes with the scratch.
  const env = { ...childEnv(settings, withoutConfiguration(process.env)), TMPDIR: scratch }
  return { settings, env }
}

async function runUnitTests(scratch, env) {
  const report = path.join(scratch, 'vitest.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { code } = await runChild([...programs.vitest, ...args], { env, show: true })
  return countVitest(report, code)
}

async function runJourneys(scratch, env) {
  const report = path.join(scratch, 'playwright.json')
  const given = { CHROMIUM_PATH: await requireBrowser(), PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const command = [...programs.playwright, 'test', '--reporter=list,json']
  const { code } = await runChild(command, { env: { ...env, ...given }, show: true })
  return countPlaywright(report, code)
}
