import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { measureBytes } from './bytes'
import { measureFlood } from './flood'
import { measureHostile } from './hostile'
import { measureLighthouse } from './lighthouse'
import { toMarkdown, type Table } from './measure'
import { measurePalette } from './palette'
import { measureProgress } from './progress'
import { measurePublishing } from './publish'
import { measurePython } from './python'
import { measureScale } from './scale'
import { measureSeen } from './seen'
import { measureServing } from './serve'

/** npm run bench -- [name ...]: runs the measurements that are named, or all, and keeps their tables. */
const measurements: Record<string, () => Promise<Table | Table[]>> = {
  bytes: measureBytes,
  serve: measureServing,
  seen: measureSeen,
  palette: measurePalette,
  python: measurePython,
  progress: measureProgress,
  publish: measurePublishing,
  flood: measureFlood,
  hostile: measureHostile,
  lighthouse: measureLighthouse,
  scale: measureScale,
}

const given = process.argv.slice(2)
const unknown = given.filter((name) => !(name in measurements))
if (unknown.length > 0) {
  console.error(`There is no measurement ${unknown.join(', ')}. There are: ${Object.keys(measurements).join(', ')}.`)
  process.exit(1)
}

const folder = path.join(import.meta.dirname, 'results')
await mkdir(folder, { recursive: true })
console.log(`${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}\n`)
for (const [name, measure] of Object.entries(measurements)) {
  if (given.length > 0 && !given.includes(name)) continue
  const tables = [await measure()].flat().map(toMarkdown).join('\n')
  await writeFile(path.join(folder, `${name}.md`), tables)
  console.log(tables)
}
