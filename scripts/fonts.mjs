import { copyFile, readFile, writeFile } from 'node:fs/promises'
import subsetFont from 'subset-font'

/**
 * Makes the files of app/fonts: the weights and characters the pages use. Whole fonts would put a lesson over its
 * budget of 250 KB. Run it again after an update of a font: node scripts/fonts.mjs
 */
const range = (from, to) => String.fromCharCode(...Array.from({ length: to - from }, (_, index) => from + index))
const characters = range(0x20, 0x7f) + range(0xa0, 0x180) + '–—‘’‚“”„•…‹›€™−≤≥≈×→←↑↓'
const sans = 'node_modules/@fontsource-variable/instrument-sans'
const serif = 'node_modules/@fontsource/source-serif-4'

await cut(`${sans}/files/instrument-sans-latin-wght-normal.woff2`, 'instrument-sans', {
  variationAxes: { wght: { min: 400, max: 650 } },
})
await cut(`${serif}/files/source-serif-4-latin-400-normal.woff2`, 'source-serif-400')
await cut(`${serif}/files/source-serif-4-latin-600-normal.woff2`, 'source-serif-600')
await copyFile(`${sans}/LICENSE`, 'app/fonts/instrument-sans.LICENSE')
await copyFile(`${serif}/LICENSE`, 'app/fonts/source-serif.LICENSE')

async function cut(file, name, options) {
  const whole = await readFile(file)
  const subset = await subsetFont(whole, characters, { targetFormat: 'woff2', noLayoutClosure: true, ...options })
  await writeFile(`app/fonts/${name}.woff2`, subset)
  console.log(`${name}: ${whole.length} bytes became ${subset.length}`)
}
