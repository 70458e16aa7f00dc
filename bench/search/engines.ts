import type { Build } from './searcher'

type Engine = { needsPeers: boolean; load: () => Promise<{ build: Build }> }

/** What is measured, in order. Each is loaded when it is run, so that its process holds no other. */
export const engines: Record<string, Engine> = {
  twelvefold: { needsPeers: false, load: () => import('./twelvefold') },
  flexsearch: { needsPeers: false, load: () => import('../peers/flexsearch') },
  minisearch: { needsPeers: true, load: () => import('../peers/minisearch') },
  orama: { needsPeers: true, load: () => import('../peers/orama') },
  bm25: { needsPeers: true, load: async () => ({ build: (await import('../peers/baselines')).buildBm25 }) },
  bm25f: { needsPeers: true, load: async () => ({ build: (await import('../peers/baselines')).buildBm25f }) },
}
