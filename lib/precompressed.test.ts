import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { IncomingMessage, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { choosePrecompressed, listPrecompressed } from './precompressed'

const script = '/_next/static/chunks/a.js'
const wasm = '/_next/static/python/a.wasm'

function ask(url: string, accepted?: string) {
  const request = new IncomingMessage(new Socket())
  request.url = url
  if (accepted !== undefined) request.headers['accept-encoding'] = accepted
  const response = new ServerResponse(request)
  choosePrecompressed(request, response, new Set([`${script}.br`, `${wasm}.br`, `${wasm}.gz`]))
  return { url: request.url, ...response.getHeaders() }
}

test('the copies of a build are known by the address of what they are copies of', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'precompressed-'))
  mkdirSync(path.join(folder, 'chunks'))
  for (const name of ['a.js', 'a.js.br', 'b.js', 'b.js.gz']) writeFileSync(path.join(folder, 'chunks', name), '')
  expect([...listPrecompressed(folder)].sort()).toEqual([`${script}.br`, '/_next/static/chunks/b.js.gz'])
  expect([...listPrecompressed(path.join(folder, 'not-there'))]).toEqual([])
})

test.each(['br', 'gzip, deflate, br, zstd', 'gzip, BR;q=0.8'])(
  'to a browser that says %j goes the copy',
  (accepted) => {
    expect(ask(script, accepted)).toEqual({
      url: `${script}.br`,
      vary: 'Accept-Encoding',
      'content-type': 'application/javascript; charset=UTF-8',
      'content-encoding': 'br',
    })
  },
)

test.each([undefined, '', 'gzip', 'br;q=0', 'gzip, br; q=0.0', 'brotli', '*'])(
  'to one that says %j it does not',
  (accepted) => {
    expect(ask(script, accepted)).toEqual({ url: script, vary: 'Accept-Encoding' })
  },
)

test.each(['/_next/static/chunks/other.js', '/_next/static/chunks/a.js?x=1', `${script}.br`, '/'])(
  'a request for %s stays as it is',
  (url) => {
    expect(ask(url, 'br')).toEqual({ url })
  },
)

test.each([
  ['br, gzip', '.br', 'br'],
  ['gzip', '.gz', 'gzip'],
  ['br;q=0, gzip;q=0.5', '.gz', 'gzip'],
])('of two copies a browser that says %j gets %s', (accepted, extension, coding) => {
  expect(ask(wasm, accepted)).toMatchObject({
    url: wasm + extension,
    'content-type': 'application/wasm',
    'content-encoding': coding,
  })
})
