/** Where the build lays Pyodide and the worker that runs it (scripts/launch/python-files.mjs). */
export const pythonBase = '/_next/static/python/'

/**
 * The policy of the worker that runs readers' Python, whose script carries it: no connection to anywhere, not even to this
 * site, and no script but its own files. `hosts` are the names under which browsers reach the site.
 */
export function policyOfPython(hosts: readonly (string | undefined)[]): string {
  const known = [...new Set(hosts)].filter((host) => host !== undefined)
  // A policy has no way to write other names, such as IPv6 addresses.
  const isWritable = known.length > 0 && known.every((host) => /^[a-z0-9.-]+(:\d+)?$/i.test(host))
  const own = isWritable ? known.map((host) => host + pythonBase).join(' ') : "'self'"
  const others = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
  return `default-src 'none'; script-src 'wasm-unsafe-eval' ${own}; ${others}`
}
