import { StartProblem } from './requirements.mjs'

/** Runs a command of the launcher: a reason not to start is one line and exit code 1, anything else is a defect. */
export async function main(run) {
  try {
    process.exitCode = (await run()) ?? 0
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error
    console.error(`\n${error.message}`)
    process.exitCode = 1
  }
}
