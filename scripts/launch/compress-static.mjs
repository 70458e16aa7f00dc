import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { root } from './settings.mjs'

// Best where there is little; of megabytes that takes half a minute, and saves two in a hundred.
const large = 500_000

/** Lays a Brotli copy beside each script and stylesheet of the build: too slow to make for each request. */
export function compressStatic(folder = path.join(root, '.next', 'static')) {
  if (!existsSync(folder)) return
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(js|css|mjs|wasm)$/.test(name)) continue
    const file = path.join(folder, name)
    const text = readFileSync(file)
    const params = {
      [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
      ...(text.length > large && { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_LGWIN]: 24 }),
    }
    writeFileSync(`${file}.br`, brotliCompressSync(text, { params }))
    // Of others the server makes this while it answers.
    if (text.length > large) writeFileSync(`${file}.gz`, gzipSync(text, { level: 9 }))
  }
}
