import { launch } from './launch/launch.mjs'

void launch(async () => (await import('./launch/start-site.mjs')).developSite)
