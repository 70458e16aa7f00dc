import type { loadPyodide } from 'pyodide'

type Lock = NonNullable<NonNullable<Parameters<typeof loadPyodide>[0]>['lockFileContents']>

/** The lock file of Pyodide without its packages, written by the build: none can be asked for here. */
export const lock: Lock
