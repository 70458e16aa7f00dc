import { existsSync, readFileSync } from 'node:fs'

/** Counts of a Vitest JSON report; a run that left none, or ran no test, counts as one failure. */
export function countVitest(file) {
  const report = readReport(file)
  if (!report || report.numTotalTests === 0) return { passed: 0, failed: 1, skipped: 0 }
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + brokenFiles,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Counts of a Playwright JSON report; flaky tests are failures. */
export function countPlaywright(file) {
  const stats = readReport(file)?.stats
  if (!stats || stats.expected + stats.unexpected + stats.flaky === 0) return { passed: 0, failed: 1, skipped: 0 }
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

/** The counts of several runs together. */
export function sum(counts) {
  const total = (name) => counts.reduce((value, count) => value + (count[name] ?? 0), 0)
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') }
}

/** The closing line. */
export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

function readReport(file) {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // A report cut off in the middle is a run that crashed.
    return undefined
  }
}
