import { existsSync } from 'node:fs'
import { PHASE_PRODUCTION_BUILD } from 'next/constants.js'
import { pythonAddresses } from './scripts/launch/python-files.mjs'

/** @type {(phase: string) => import('next').NextConfig} */
export default function nextConfig(phase) {
  if (phase === PHASE_PRODUCTION_BUILD && !existsSync('.contentlayer/generated')) {
    throw new Error(
      'There is no contentlayer output in .contentlayer/generated. Run npm run build, which makes it first.',
    )
  }
  return {
    poweredByHeader: false,
    // Read by components/toy-problem/python/address.ts; the bundler puts it there.
    env: { PYTHON_ADDRESSES: JSON.stringify(pythonAddresses()) },
    reactStrictMode: true,
    // Types and lint run in npm test and npm run check, over all code and not only what a page reaches.
    typescript: { ignoreBuildErrors: true },
    serverExternalPackages: ['@parcel/watcher', 'shiki', 'rehype-katex', 'katex'],
    experimental: { serverActions: { bodySizeLimit: '1mb' } },
    // Images of documents are sent as they are; nothing asks the server to make others of them.
    images: { unoptimized: true },
  }
}
