import path from 'node:path'
import { readConfig } from '../lib/config'
import { checkFolder } from '../lib/library'
import { checkSynonyms, synonymsFile } from '../lib/search/synonyms'

/**
 * Checks the content folder. Files that nothing may read (`---js`, symbolic links, names that are none) end it
 * with 1. With `--strict` every problem does, broken links and synonyms that are none too; `--fix` applies the rewrites
 * that are offered.
 */
const { contentDir } = readConfig(process.env, path.resolve(import.meta.dirname, '..'))
const isStrict = process.argv.includes('--strict')
const { refusals, problems, broken, fixed, due, documents } = await checkFolder(contentDir, {
  fix: process.argv.includes('--fix'),
  compile: isStrict || process.argv.includes('--fix'),
})

for (const { path: file, message } of refusals) console.error(`${path.join(contentDir, file)}: ${message}`)
for (const { path: file, problem } of problems) {
  console.error(`${path.join(contentDir, file)}:${problem.line}:${problem.column}: ${problem.message}`)
  if (problem.rewrite) console.error(`    ${problem.rewrite.label}: npm run check -- --fix`)
}
for (const { path: file, line, column, target } of broken) {
  console.error(`${path.join(contentDir, file)}:${line}:${column}: the link to ${target} leads nowhere.`)
}
const misread = isStrict ? await checkSynonyms(contentDir) : []
for (const { line, column, message } of misread) {
  console.error(`${path.join(contentDir, synonymsFile)}:${line}:${column}: ${message}`)
}
for (const file of fixed) console.log(`${path.join(contentDir, file)}: rewritten`)
for (const file of due) console.log(`${path.join(contentDir, file)}: its day of review has passed`)
const faults = problems.length + broken.length + misread.length
console.log(
  `${documents} documents in ${contentDir}: ${refusals.length} refused, ${faults} ${faults === 1 ? 'problem' : 'problems'}`,
)
process.exitCode = refusals.length > 0 || (isStrict && faults > 0) ? 1 : 0
