import { existsSync } from 'node:fs'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { closeDatabase, database, prepareDatabase } from '@/lib/db'
import { saveDraft, shareDraft, unshareDraft } from '../drafts'
import { openEmptyLibrary, people } from '../fixtures'
import { getDraftImage, getSharedImage, keepUpload } from './upload'

const key = 'draft-of-ada-0001'
const old = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000)
let dataDir = ''

beforeEach(async () => {
  ;({ dataDir } = await openEmptyLibrary())
})
afterEach(() => vi.unstubAllEnvs())

const pictures = new Map<string, Promise<Buffer>>()
function picture(background = '#c00'): Promise<Buffer> {
  const made =
    pictures.get(background) ??
    sharp({ create: { width: 9, height: 9, channels: 3, background } })
      .png()
      .toBuffer()
  pictures.set(background, made)
  return made
}

test('its owner sees it, and nobody else', async () => {
  const { name, url } = await keepUpload(people.ada, key, picture)
  expect(url).toBe(`/api/images/${key}/${name}`)
  const image = await getDraftImage(people.ada, key, name)
  expect(await sharp(image && 'bytes' in image ? image.bytes : undefined).metadata()).toMatchObject({ format: 'webp' })
  expect(await getDraftImage(people.ben, key, name)).toBeUndefined()
  expect(await getDraftImage(people.cleo, key, name)).toBeUndefined()
  expect(await getDraftImage(people.ada, 'another-draft-0001', name)).toBeUndefined()
  await expect(getDraftImage(undefined, key, name)).rejects.toMatchObject({ code: 'unauthenticated' })
})

test('who may not publish uploads nothing, and is not even read', async () => {
  const read = vi.fn(() => picture())
  await expect(keepUpload(people.dora, key, read)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(keepUpload(undefined, key, read)).rejects.toMatchObject({ code: 'unauthenticated' })
  for (const bad of ['', '..', '../../../etc', 'a/b/c/d/e/f/g/h', '-------------', 'x'.repeat(65)]) {
    await expect(keepUpload(people.ada, bad, read)).rejects.toMatchObject({ code: 'invalid' })
  }
  expect(read).not.toHaveBeenCalled()
  expect(existsSync(path.join(dataDir, 'uploads'))).toBe(false)
})

test('no name leads out of the folder of a draft', async () => {
  await keepUpload(people.ada, key, picture)
  await writeFile(path.join(dataDir, 'uploads/u-ada/secret.webp'), 'secret')
  for (const name of ['../secret.webp', '..', '.', '', 'secret.webp', `..%2fsecret.webp`, '../../secret']) {
    expect(await getDraftImage(people.ada, key, name)).toBeUndefined()
  }
})

test('sent again, also at the same time, it is the same upload', async () => {
  const sent = await Promise.all([1, 2, 3].map(() => keepUpload(people.ada, key, picture)))
  expect(new Set(sent.map(({ name }) => name)).size).toBe(1)
  expect(await readdir(path.join(dataDir, 'uploads/u-ada', key))).toEqual([sent[0]?.name])
})

test('200 pictures of one person are enough; another person has room, and a retry does not count', async () => {
  const kept = await keepUpload(people.ada, key, picture)
  const folder = path.join(dataDir, 'uploads/u-ada/draft-of-ada-0002')
  await mkdir(folder)
  for (let at = 1; at < 200; at++) await writeFile(path.join(folder, `${at}.webp`), '')
  const another = () => picture('#0c0')
  await expect(keepUpload(people.ada, key, another)).rejects.toMatchObject({ code: 'too-large' })
  expect(await keepUpload(people.ada, key, picture)).toEqual(kept)
  await keepUpload(people.ben, key, another)
})

test('200 MB of one person are enough', async () => {
  const folder = path.join(dataDir, 'uploads/u-ada/draft-of-ada-0002')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'big.webp'), Buffer.alloc(200 * 1024 * 1024))
  await expect(keepUpload(people.ada, key, picture)).rejects.toMatchObject({ code: 'too-large' })
})

test('of very many at once some are told to come back', async () => {
  const sent = Array.from({ length: 12 }, () => keepUpload(people.ada, key, picture))
  const outcomes = await Promise.allSettled(sent)
  const refused = outcomes.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(2)
  expect(refused[0]).toMatchObject({ reason: { code: 'rate-limited' } })
  await keepUpload(people.ada, key, picture)
})

describe('of drafts on the server', () => {
  const text = {
    fields: { title: '', summary: '', lessons: [], severity: '', happened: '', failureClass: [] },
    body: '',
  }
  const changed = 'draft-of-ada-change'
  const pageId = 'page-of-ada1'

  beforeEach(async () => {
    await prepareDatabase()
    const user = { id: 'u-ada', name: 'Ada', email: 'ada@example.org', role: 'writer', is_disabled: 0 }
    await database()
      .insertInto('users')
      .values({ ...user, created_at: new Date().toISOString() })
      .execute()
    await saveDraft(people.ada, { key, text, version: null })
    const changes = { documentId: pageId, version: 'ab' }
    await saveDraft(people.ada, { key: changed, text, version: null, changes })
  })
  afterEach(closeDatabase)

  test('whoever has the link of a shared one sees its pictures, until the link is taken back', async () => {
    for (const { draft, uploads } of [
      { draft: key, uploads: key },
      { draft: changed, uploads: pageId },
    ]) {
      const { name } = await keepUpload(people.ada, uploads, picture)
      const token = await shareDraft(people.ada, draft)
      expect(await getSharedImage(people.dora, token, name)).toHaveProperty('bytes')
      expect(await getSharedImage(people.dora, 'guessed', name)).toBeUndefined()
      expect(await getSharedImage(people.dora, token, '../../auth-secret')).toBeUndefined()
      await expect(getSharedImage(undefined, token, name)).rejects.toMatchObject({ code: 'unauthenticated' })
      await unshareDraft(people.ada, draft)
      expect(await getSharedImage(people.dora, token, name)).toBeUndefined()
    }
  })

  test('those that nobody has looked at for 30 days go with the next upload, unless their draft is kept', async () => {
    const folders = [key, pageId, 'draft-of-ada-gone', 'draft-of-ada-seen'].map((name) =>
      path.join(dataDir, 'uploads/u-ada', name),
    )
    const names: string[] = []
    for (const folder of folders) {
      names.push((await keepUpload(people.ada, path.basename(folder), picture)).name)
      await utimes(folder, old, old)
    }
    await getDraftImage(people.ada, 'draft-of-ada-seen', names[3] ?? '')
    await keepUpload(people.ben, key, picture)
    expect(folders.map((folder) => existsSync(folder))).toEqual([true, true, false, true])
  })
})

test('what cannot be written is said in words', async () => {
  await writeFile(path.join(dataDir, 'uploads'), 'in the way')
  await expect(keepUpload(people.ada, key, picture)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringContaining('The picture could not be written.') as string,
  })
})
