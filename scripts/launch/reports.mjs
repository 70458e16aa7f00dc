import { readFileSync } from 'node:fs'

const nothing = { passed: 0, failed: 0, skipped: 0 }

/** Counts of a vitest run. A file that fails to load counts as a failed test, though none of its tests ran. */
export function countVitest(file, code) {
  const report = readReport(file)
  if (!report) return settle(nothing, code)
  const unloaded = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed')
  })
  return settle(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + unloaded.length,
      skipped: report.numPendingTests + report.numTodoTests,
    },
    code,
  )
}

/** Counts of a Playwright run; one that passed only at a second try counts as failed. */
export function countPlaywright(file, code) {
  const report = readReport(file)
  if (!report) return settle(nothing, code)
  const { expected, unexpected, flaky, skipped } = report.stats
  const broken = report.errors.length
  return settle({ passed: expected, failed: unexpected + flaky + broken, skipped }, code)
}

/** The sum over suites. */
export function addCounts(all) {
  const sum = (key) => all.reduce((total, counts) => total + counts[key], 0)
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') }
}

/** The closing line. */
export function countsLine({ passed, failed, skipped }) {
  const closing = `${passed} passed, ${failed} failed`
  return skipped > 0
    ? `${skipped} skipped: what they need is not on this machine; they say what above\n${closing}`
    : closing
}

// A suite that crashed, or ran nothing, has failed whatever it counted.
function settle(counts, code) {
  const hasRun = counts.passed + counts.failed > 0
  return counts.failed === 0 && (code !== 0 || !hasRun) ? { ...counts, failed: 1 } : counts
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
