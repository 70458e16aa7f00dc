import { buildContent, buildSite } from './build-site.mjs'
import { isBuildFresh } from './build-stamp.mjs'
import { ensureInstall } from './install.mjs'
import { preflight, prepareFolders } from './preflight.mjs'
import { serve } from './serve.mjs'
import { readSettings } from './settings.mjs'

/** npm start: everything from a fresh clone to a served page, and only what is still to be done. */
export async function startSite() {
  const settings = readSettings()
  await preflight(settings)
  await ensureInstall({ dev: false })
  if (!isBuildFresh()) await buildSite(settings)
  return serve(settings, { mode: 'start' })
}

/** npm run dev: the same without a build, with reloading. */
export async function developSite() {
  const settings = readSettings()
  await preflight(settings)
  await ensureInstall({ dev: true })
  await buildContent(settings)
  return serve(settings, { mode: 'dev' })
}

/** npm run build: the build alone, made anew. */
export async function buildAlone() {
  const settings = readSettings()
  prepareFolders(settings)
  await ensureInstall({ dev: false })
  await buildSite(settings)
}
