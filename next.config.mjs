import { existsSync } from 'node:fs'
import { PHASE_PRODUCTION_BUILD } from 'next/constants.js'

const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Embedder-Policy', value: 'require-corp' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
]

/** @type {(phase: string) => import('next').NextConfig} */
export default function nextConfig(phase) {
  if (phase === PHASE_PRODUCTION_BUILD && !existsSync('.contentlayer/generated')) {
    throw new Error(
      'There is no contentlayer output in .contentlayer/generated. Run npm run build, which makes it first.',
    )
  }
  return {
    poweredByHeader: false,
    reactStrictMode: true,
    // Types and lint run in npm test and npm run check, over all code and not only what a page reaches.
    typescript: { ignoreBuildErrors: true },
    serverExternalPackages: ['chokidar', 'shiki', 'rehype-katex', 'katex'],
    experimental: { serverActions: { bodySizeLimit: '1mb' } },
    headers: async () => [{ source: '/:path*', headers: securityHeaders }],
  }
}
