import { launch } from './launch/launch.mjs'

void launch(async () => (await import('./launch/run-script.mjs')).runScript)
