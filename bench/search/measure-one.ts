import { engines } from './engines'
import { evaluate } from './evaluate'
import { measureScale } from './scale'

// One measurement in a process of its own, so that memory is its own: FOLDER ENGINE, or --scale DOCUMENTS.
const [what = '', value = ''] = process.argv.slice(2)
const figures = what === '--scale' ? await measureScale(Number(value)) : await evaluate(what, await buildOf(value))
console.log(JSON.stringify(figures))

async function buildOf(name: string) {
  const engine = engines[name]
  if (!engine) throw new Error(`There is no engine ${name}`)
  return (await engine.load()).build
}
