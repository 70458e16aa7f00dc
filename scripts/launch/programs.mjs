import path from 'node:path'
import { root } from './settings.mjs'

const node = (file) => [process.execPath, path.join(root, 'node_modules', file)]

/** The installed programs, by file: no npx, no shell, no PATH. */
export const programs = {
  contentlayer: node('contentlayer2/bin/cli.cjs'),
  depcruise: node('dependency-cruiser/bin/dependency-cruise.mjs'),
  eslint: node('eslint/bin/eslint.js'),
  knip: node('knip/bin/knip.js'),
  next: node('next/dist/bin/next'),
  playwright: node('@playwright/test/cli.js'),
  prettier: node('prettier/bin/prettier.cjs'),
  tsc: node('typescript/bin/tsc'),
  vitest: node('vitest/vitest.mjs'),
}

/** Runs a TypeScript file; the condition lets `server-only` pass outside Next. */
export function typescriptProgram(file, args = []) {
  return [process.execPath, '--conditions=react-server', '--import', 'tsx', file, ...args]
}
