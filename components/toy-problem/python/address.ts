/** Where the build has laid Pyodide and the worker that runs it, and how many bytes the large files are. */
export type PythonAddresses = { base: string; runner: string; bytes: Record<string, number> }

/** These addresses; next.config.mjs names them, and the bundler writes them in the place of the variable. */
export function pythonAddresses(): PythonAddresses {
  return JSON.parse(process.env.PYTHON_ADDRESSES ?? '{"base":"","runner":"","bytes":{}}') as PythonAddresses
}
