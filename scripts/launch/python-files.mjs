import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { root } from './settings.mjs'

const pyodide = path.join(root, 'node_modules', 'pyodide')
const worker = path.join(root, 'lib', 'toys', 'worker')
const base = '/_next/static/python/'

/** All of Pyodide that is needed where no package is ever loaded. */
const parts = ['pyodide.mjs', 'pyodide.asm.mjs', 'pyodide.asm.wasm', 'python_stdlib.zip']

/**
 * Where the site has Pyodide and its runner, and how many bytes they are: both addresses change when a file does, so that
 * browsers keep them for good.
 */
export function pythonAddresses() {
  const { version } = JSON.parse(readFileSync(path.join(pyodide, 'package.json'), 'utf8'))
  const hash = createHash('sha256')
  for (const name of sources())
    hash
      .update(`${name}\0`)
      .update(readFileSync(path.join(worker, name)))
      .update('\0')
  hash.update(lockModule())
  return {
    base: `${base}${version}/`,
    runner: `${base}runner-${hash.digest('hex').slice(0, 12)}/`,
    bytes: Object.fromEntries(parts.map((name) => [name, statSync(path.join(pyodide, name)).size])),
  }
}

/** Lays Pyodide and its runner into the folder of static files that a build has made, or a development server uses. */
export async function layPython(folder = path.join(root, '.next', 'static')) {
  const python = path.join(folder, 'python')
  const inFolder = (address) => path.join(python, address.slice(base.length))
  const addresses = pythonAddresses()
  // Only a build needs it, and it takes half a second.
  const { default: ts } = await import('typescript')
  rmSync(python, { recursive: true, force: true })
  for (const address of [addresses.base, addresses.runner]) mkdirSync(inFolder(address), { recursive: true })
  for (const name of parts) copyFileSync(path.join(pyodide, name), path.join(inFolder(addresses.base), name))
  writeFileSync(path.join(inFolder(addresses.runner), 'lock.mjs'), lockModule())
  for (const name of sources()) {
    const text = readFileSync(path.join(worker, name), 'utf8')
    const target = path.join(inFolder(addresses.runner), name.replace(/\.mts$/, '.mjs'))
    writeFileSync(target, name.endsWith('.mts') ? toModule(ts, text) : text)
  }
}

// Pyodide wants to know what its packages were built for, though none is ever loaded.
function lockModule() {
  const { info } = JSON.parse(readFileSync(path.join(pyodide, 'pyodide-lock.json'), 'utf8'))
  return `export const lock = ${JSON.stringify({ info, packages: {} })}\n`
}

// What a module worker imports are files as they are: Turbopack makes classic scripts of workers, which Pyodide refuses.
function toModule(ts, text) {
  const { ES2022, ESNext } = { ES2022: ts.ScriptTarget.ES2022, ESNext: ts.ModuleKind.ESNext }
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { target: ES2022, module: ESNext, removeComments: true, verbatimModuleSyntax: true },
  })
  return outputText
}

function sources() {
  if (!existsSync(worker)) return []
  return readdirSync(worker)
    .filter((name) => /\.(mts|py)$/.test(name) && !name.endsWith('.d.mts'))
    .sort()
}
