import { copyFile, readFile, writeFile } from 'node:fs/promises'
import subsetFont from 'subset-font'

/**
 * Makes the files of app/fonts: the weights and characters the pages use. Whole fonts would put a lesson over its
 * budget of 250 KB. Run it again after an update of a font: node scripts/fonts.mjs
 */
const range = (from, to) => String.fromCharCode(...Array.from({ length: to - from }, (_, index) => from + index))
const characters = range(0x20, 0x7f) + range(0xa0, 0x180) + '–—‘’‚“”„•…‹›€™−≤≥≈×→←↑↓'
const sans = 'node_modules/@fontsource-variable/instrument-sans'
const serif = 'node_modules/@fontsource-variable/source-serif-4'

await cut(`${sans}/files/instrument-sans-latin-wght-normal.woff2`, 'instrument-sans', { min: 400, max: 650 })
await cut(`${serif}/files/source-serif-4-latin-wght-normal.woff2`, 'source-serif', { min: 400, max: 600 })
await copyFile(`${sans}/LICENSE`, 'app/fonts/instrument-sans.LICENSE')
await copyFile(`${serif}/LICENSE`, 'app/fonts/source-serif.LICENSE')

async function cut(file, name, wght) {
  const whole = await readFile(file)
  const options = { targetFormat: 'woff2', noLayoutClosure: true, variationAxes: { wght } }
  const subset = await subsetFont(whole, characters, options)
  await writeFile(`app/fonts/${name}.woff2`, subset)
  console.log(`${name}: ${whole.length} bytes became ${subset.length}`)
}
