/** What code may take of this computer's memory, in pages of 64 KB: 512 MB. */
const mostPages = 8192

const ways = [
  'fetch',
  'fetchLater',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'BroadcastChannel',
  'MessageChannel',
  'Worker',
  'SharedWorker',
  'importScripts',
  'indexedDB',
  'caches',
  'cookieStore',
  'navigator',
  'postMessage',
  'onmessage',
  'addEventListener',
  'dispatchEvent',
  'close',
]

/** Takes away every way out of a worker. Its policy forbids connections as well: this is the second lock. */
export function takeAway(): void {
  for (let owner: object | null = globalThis; owner; owner = Object.getPrototypeOf(owner) as object | null) {
    if (owner === Object.prototype) break
    for (const name of ways) Reflect.deleteProperty(owner, name)
  }
}

/** Lets memory grow no further than a limit: code that goes on gets a MemoryError, and the page stays usable. */
export function limitMemory(): void {
  const { prototype } = WebAssembly.Memory
  const { grow } = prototype
  prototype.grow = function growWithin(this: WebAssembly.Memory, pages: number): number {
    if (this.buffer.byteLength / 65_536 + pages > mostPages) throw new RangeError('More memory than code may have here')
    return grow.call(this, pages)
  }
}
