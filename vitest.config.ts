import path from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: [
      { find: 'server-only', replacement: path.resolve('node_modules/server-only/empty.js') },
      { find: /^@\//, replacement: `${path.resolve('.')}/` },
    ],
  },
  test: {
    include: ['{lib,components,scripts,app,bench}/**/*.test.{ts,tsx}', 'content/**/*.test.ts'],
    globalSetup: 'lib/db/start-postgres.ts',
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
})
