import { execFileSync } from 'node:child_process'
import path from 'node:path'
import type { Page } from '@playwright/test'
import type { Site } from './site'

const root = path.resolve(import.meta.dirname, '..', '..')

export const password = 'correct horse battery staple'

/** Runs the command-line tool on a site's data folder, beside its server, and returns what it prints. */
export function admin({ dataDir, address }: Pick<Site, 'dataDir' | 'address'>, args: string[], input = ''): string {
  const program = ['--conditions=react-server', '--import', 'tsx', 'scripts/admin.ts', ...args]
  const env = { ...process.env, DATA_DIR: dataDir, SITE_URL: address }
  return execFileSync(process.execPath, program, { cwd: root, env, input, encoding: 'utf8' }).trim()
}

/** Gives somebody an account. */
export function createPerson(site: Site, { email, name, role }: { email: string; name: string; role: string }): void {
  admin(site, ['create', '--email', email, '--name', name, '--role', role, '--password-stdin'], password)
}

/** Signs in by the page, and comes back to where it leads. */
export async function signIn(page: Page, email: string, callbackUrl = '/'): Promise<void> {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(callbackUrl)}`)
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.getByRole('link', { name: /^Your account/ }).waitFor()
}

/** Signs a browser out, from a page that sends nothing any more: what it sent would be refused, and said on its console. */
export async function leaveAndSignOut(page: Page): Promise<void> {
  await page.goto('about:blank')
  await page.context().clearCookies()
}
