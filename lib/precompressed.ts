import { readdirSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'

const base = '/_next/static/'
const contentTypes: Record<string, string> = {
  '.js': 'application/javascript; charset=UTF-8',
  '.css': 'text/css; charset=UTF-8',
  '.mjs': 'text/javascript; charset=UTF-8',
  '.wasm': 'application/wasm',
}
const copies = [
  { coding: 'br', extension: '.br' },
  { coding: 'gzip', extension: '.gz' },
]

/** The addresses of the packed copies beside the build's files; none where there is no such build. */
export function listPrecompressed(folder: string): Set<string> {
  let names: string[]
  try {
    names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Set()
    throw error
  }
  const packed = names.filter((name) => copies.some(({ extension }) => name.endsWith(extension)))
  return new Set(packed.map((name) => base + name.replaceAll(path.sep, '/')))
}

/** Lets Next answer with the smallest packed copy of a file that a browser reads; what it keeps names the encoding. */
export function choosePrecompressed(request: IncomingMessage, response: ServerResponse, known: Set<string>): void {
  const { url = '', headers } = request
  const contentType = contentTypes[path.extname(url)]
  const there = copies.filter(({ extension }) => known.has(url + extension))
  if (contentType === undefined || there.length === 0) return
  response.setHeader('Vary', 'Accept-Encoding')
  const chosen = there.find(({ coding }) => accepts(headers['accept-encoding'] ?? '', coding))
  if (!chosen) return
  request.url = url + chosen.extension
  response.setHeader('Content-Type', contentType)
  response.setHeader('Content-Encoding', chosen.coding)
}

function accepts(accepted: string, coding: string): boolean {
  return accepted.split(',').some((part) => {
    const [name = '', weight = ''] = part.toLowerCase().split(';')
    return name.trim() === coding && !/^\s*q=0(\.0*)?\s*$/.test(weight)
  })
}
