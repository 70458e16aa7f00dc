import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'
import { browserOptions } from './e2e/support/browser'

const commands = 'commands.spec.ts'

/** Journeys against the production build; `npm test` makes it and names the browser. */
export default defineConfig({
  testDir: 'e2e',
  workers: Math.min(2, availableParallelism()),
  retries: 0,
  // Generous for slow and busy machines; what works answers long before.
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: process.env.CI !== undefined,
  reporter: 'list',
  use: {
    browserName: 'chromium',
    launchOptions: browserOptions,
    // A trace takes a quarter of the time again; `npx playwright test --trace on` makes one.
    screenshot: 'only-on-failure',
  },
  projects: [
    // Tags choose the screen: none is the desktop's, @mobile is both, @mobile-only the phone's alone.
    {
      name: 'desktop',
      grepInvert: /@mobile-only/,
      testIgnore: commands,
      use: { viewport: { width: 1280, height: 800 } },
    },
    {
      name: 'mobile',
      grep: /@mobile/,
      testIgnore: commands,
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    },
    // Last and alone: npm run dev makes the snapshot anew, under the feet of a server that is just starting.
    { name: 'commands', testMatch: commands, dependencies: ['desktop', 'mobile'] },
  ],
})
