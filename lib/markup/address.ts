const schemes = new Set(['http:', 'https:', 'mailto:'])

// Characters that make an address look like another one, or that browsers drop before they read the scheme.
const deceptive = /[\u0000-\u0020\u007f-\u00a0\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\\]/

/**
 * Why an address may not be linked, or undefined when it may: http, https and mailto, or relative to
 * this site; without user information, control, bidirectional, zero-width or backslash characters.
 * The address is taken after entities and escapes have been decoded.
 */
export function addressProblem(address: string): string | undefined {
  if (address.length > 2048) return 'The address is longer than 2,048 characters.'
  if (deceptive.test(decodeLoosely(address))) {
    return 'The address holds a space, a backslash or an invisible character. Write it percent-encoded.'
  }
  if (address.startsWith('//')) return 'The address begins with `//`. Write `https://` before it.'
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(address)?.[0].toLowerCase()
  if (scheme && !schemes.has(scheme)) {
    return `Addresses with \`${scheme}\` are not allowed; use http, https or mailto.`
  }
  if (!scheme && address.split(/[/?#]/, 1)[0]?.includes(':')) {
    return 'The address has a colon before its first slash, as if it had a scheme. Begin it with `./` or `https://`.'
  }
  if (!scheme || scheme === 'mailto:') return undefined
  return webAddressProblem(address)
}

function webAddressProblem(address: string): string | undefined {
  if (!/^https?:\/\//i.test(address)) return 'The address needs two slashes after its scheme.'
  if (!URL.canParse(address)) return 'The address is not a valid URL.'
  const url = new URL(address)
  return url.username || url.password ? 'The address holds a user name; remove what stands before the `@`.' : undefined
}

/** Whether an image address is a file beside the document, such as `loss.png` or `./figures/loss.png`. */
export function isLocalImage(address: string): boolean {
  return /^(?:\.\/)?(?:[\w-][\w.-]*\/)*[\w-][\w.-]*\.(?:png|jpe?g|webp|gif)$/i.test(address)
}

/** The path of such an image, from the folder of its document. */
export function localFile(address: string): string {
  return decodeURI(address).replace(/^\.\//, '')
}

function decodeLoosely(address: string): string {
  // Only %00 to %20 and %7f hide a character that matters; an encoded space is the honest spelling.
  return address.replace(/%(0[0-9a-f]|1[0-9a-f]|7f)/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
}
