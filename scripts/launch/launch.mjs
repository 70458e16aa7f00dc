import { Failure } from './failure.mjs'

const oldest = [20, 9]

/**
 * Runs what `load` loads. It comes by a dynamic import, so that a Node too old to read that code still gets
 * to the line that says so.
 * @param {() => Promise<() => Promise<number | void>>} load
 */
export async function launch(load) {
  try {
    requireNode(process.versions.node)
    const run = await load()
    process.exitCode = (await run()) || 0
  } catch (error) {
    console.error(error instanceof Failure ? error.message : error)
    process.exitCode = 1
  }
}

function requireNode(version) {
  const [major, minor] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  throw new Failure(
    `Node ${version} is too old: Twelvefold needs ${oldest.join('.')} or newer. Install one from https://nodejs.org and try again.`,
  )
}
