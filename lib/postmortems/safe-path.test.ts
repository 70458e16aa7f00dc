import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { requireSafeTarget } from './safe-path'
import { makeTempFolder } from './temp-repository'

describe('requireSafeTarget', () => {
  it('returns the absolute path and makes the folders above it', async () => {
    const contentDir = await makeTempFolder()
    const target = await requireSafeTarget(contentDir, 'postmortems/score/index.mdx')
    expect(target).toBe(path.join(contentDir, 'postmortems/score/index.mdx'))
    expect(existsSync(path.dirname(target))).toBe(true)
    expect(existsSync(target)).toBe(false)
  })

  it.each([
    '',
    '/',
    '.',
    '..',
    '../out.mdx',
    'postmortems/../../out.mdx',
    '/etc/passwd',
    'postmortems//a.mdx',
    'postmortems/',
    '-x',
    'postmortems/-x.mdx',
    'postmortems/--force',
    'postmortems/*.mdx',
    ':(top)a.mdx',
    'postmortems/:(top)',
    '*',
    'postmortems\\a.mdx',
    'C:a.mdx',
    'postmortems/a.mdx\0',
    'postmortems/a\nb.mdx',
    '.git/config',
    'postmortems/.hidden',
    'GIT~1/config',
    'postmortems/con.mdx',
    'nul/a.mdx',
    'postmortems/a.mdx.',
    'postmortems/A.mdx',
    'postmortems/ä.mdx',
    'postmortems/a.mdx:stream',
    'postmortems/"a".mdx',
    'postmortems/a b.mdx',
  ])('refuses %j and makes nothing', async (relativePath) => {
    const contentDir = await makeTempFolder()
    await expect(requireSafeTarget(contentDir, relativePath)).rejects.toMatchObject({ code: 'invalid' })
    expect(existsSync(path.join(contentDir, 'postmortems'))).toBe(false)
  })

  it('refuses a symbolic link on the way and in its place', async () => {
    const contentDir = await makeTempFolder()
    const outside = await makeTempFolder()
    await symlink(outside, path.join(contentDir, 'postmortems'))
    await expect(requireSafeTarget(contentDir, 'postmortems/a.mdx')).rejects.toThrow('postmortems is a symbolic link')
    await mkdir(path.join(contentDir, 'lessons'))
    await symlink(path.join(outside, 'gone'), path.join(contentDir, 'lessons/a.mdx'))
    await expect(requireSafeTarget(contentDir, 'lessons/a.mdx')).rejects.toThrow('a.mdx is a symbolic link')
  })

  it('refuses a file on the way and a folder in its place', async () => {
    const contentDir = await makeTempFolder()
    await writeFile(path.join(contentDir, 'postmortems'), '')
    await expect(requireSafeTarget(contentDir, 'postmortems/a.mdx')).rejects.toThrow(
      'postmortems is a file, not a folder',
    )
    await mkdir(path.join(contentDir, 'lessons/a.mdx'), { recursive: true })
    await expect(requireSafeTarget(contentDir, 'lessons/a.mdx')).rejects.toMatchObject({ code: 'invalid' })
  })
})
