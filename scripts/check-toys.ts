import path from 'node:path'
import { readConfig } from '../lib/config'
import { checkToyProblems } from './toy-checks'

/** Runs the starter and the solution of every toy problem against its checks, by the Python of the pages. */
const { contentDir } = readConfig(process.env, path.resolve(import.meta.dirname, '..'))
const { problems, broken } = await checkToyProblems(contentDir)
for (const words of broken) console.error(words)
console.log(`${problems} toy problems in ${contentDir}: ${broken.length} that break their contract`)
process.exitCode = broken.length > 0 ? 1 : 0
