import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { vi } from 'vitest'
import { git } from '@/lib/git'
import { openLibrary } from '@/lib/library'
import type { Viewer } from '@/lib/viewer'
import { givenFieldsSchema, type NewPostmortem } from './schema'
import { makeTempFolder } from './temp-repository'

/** People that tests act as. */
export const people = {
  ada: { id: 'u-ada', name: 'Ada', email: 'ada@example.org', role: 'writer' },
  ben: { id: 'u-ben', name: 'Ben', email: 'ben@example.org', role: 'writer' },
  cleo: { id: 'u-cleo', name: 'Cleo', email: 'cleo@example.org', role: 'admin' },
  dora: { id: 'u-dora', name: 'Dora', email: 'dora@example.org', role: 'reader' },
} as const satisfies Record<string, Viewer>

/** Opens the library of this process at a new, empty repository; what was open before is forgotten. */
export async function openEmptyLibrary(): Promise<{ contentDir: string; dataDir: string }> {
  const folder = await makeTempFolder()
  const contentDir = path.join(folder, 'content')
  const dataDir = path.join(folder, 'data')
  for (const made of [contentDir, dataDir]) await mkdir(made)
  await git(contentDir, ['-c', 'init.defaultBranch=main', 'init', '--quiet'])
  Reflect.deleteProperty(globalThis, Symbol.for('twelvefold'))
  vi.stubEnv('CONTENT_DIR', contentDir)
  vi.stubEnv('DATA_DIR', dataDir)
  await openLibrary()
  return { contentDir, dataDir }
}

/** A postmortem that may be published; `change` says which fields are different. */
export function newPostmortem(change: Record<string, unknown> = {}, body = '## Summary\n\nIt broke.'): NewPostmortem {
  const fields = {
    title: 'The score was too good',
    summary: 'A column knew the answer.',
    lessons: [7, 1],
    severity: 'minor',
    happened: '2026-11-02',
    ...change,
  }
  return { key: crypto.randomUUID(), fields: givenFieldsSchema.parse(fields), body }
}
