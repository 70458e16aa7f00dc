import { launch } from './launch/launch.mjs'

void launch(async () => (await import('./launch/test-all.mjs')).testAll)
