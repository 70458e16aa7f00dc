import { copyFile, readFile, writeFile } from 'node:fs/promises'
import subsetFont from 'subset-font'

/**
 * Makes app/fonts/instrument-sans.woff2: the weights and characters the pages use. The whole font would put a
 * lesson over its budget of 250 KB. Run it again after an update of the font: node scripts/fonts.mjs
 */
const font = 'node_modules/@fontsource-variable/instrument-sans'
const range = (from, to) => String.fromCharCode(...Array.from({ length: to - from }, (_, index) => from + index))
const characters = range(0x20, 0x7f) + range(0xa0, 0x180) + '–—‘’‚“”„•…‹›€™−≤≥≈×→←↑↓'

const whole = await readFile(`${font}/files/instrument-sans-latin-wght-normal.woff2`)
const subset = await subsetFont(whole, characters, {
  targetFormat: 'woff2',
  variationAxes: { wght: { min: 400, max: 650 } },
  noLayoutClosure: true,
})
await writeFile('app/fonts/instrument-sans.woff2', subset)
await copyFile(`${font}/LICENSE`, 'app/fonts/instrument-sans.LICENSE')
console.log(`${whole.length} bytes became ${subset.length}`)
