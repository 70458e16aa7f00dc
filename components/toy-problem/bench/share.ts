/** Longest code that a link may bring, in characters; what is longer is not opened. */
const mostShared = 100_000

const mark = '#code='

/** The fragment of an address that carries code; browsers never send it to a server. */
export async function toFragment(code: string): Promise<string> {
  const packed = await through(new TextEncoder().encode(code), new CompressionStream('deflate-raw'))
  const base64 = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(''))
  return mark + base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The code in such a fragment; undefined where there is none, or none that can be read. */
export async function fromFragment(fragment: string): Promise<string | undefined> {
  if (!fragment.startsWith(mark) || fragment.length > mostShared) return undefined
  try {
    const base64 = fragment.slice(mark.length).replaceAll('-', '+').replaceAll('_', '/')
    const packed = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
    const bytes = await through(packed, new DecompressionStream('deflate-raw'))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

async function through(bytes: Uint8Array<ArrayBuffer>, change: ReadableWritablePair<BufferSource, BufferSource>) {
  const reader = new Blob([bytes]).stream().pipeThrough(change).getReader()
  const parts: Uint8Array[] = []
  let length = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const piece = part.value as Uint8Array
    // A short link can unpack to more than the page could hold.
    if ((length += piece.length) > mostShared) throw new RangeError('Too long to be a toy problem')
    parts.push(piece)
  }
  const all = new Uint8Array(length)
  let at = 0
  for (const piece of parts) {
    all.set(piece, at)
    at += piece.length
  }
  return all
}
