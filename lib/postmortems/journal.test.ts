import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { clearJournal, readJournal, writeJournal } from './journal'
import { ada, makeTempFolder } from './temp-repository'

describe('the journal', () => {
  it('is read as written, until it is cleared', async () => {
    const dataDir = await makeTempFolder()
    const journal = {
      relativePath: 'postmortems/a.mdx',
      sha256: 'f'.repeat(64),
      author: ada,
      message: 'Add\n\n--all',
      indexEntry: '100644 1 0\ta\0',
    }
    expect(await readJournal(dataDir)).toBeUndefined()
    await writeJournal(dataDir, journal)
    expect(await readJournal(dataDir)).toEqual(journal)
    expect(await readdir(dataDir)).toEqual(['publish.json'])
    await clearJournal(dataDir)
    await clearJournal(dataDir)
    expect(await readJournal(dataDir)).toBeUndefined()
  })

  it.each(['', '{', 'null', '[]', '{"relativePath":"a"}', '{"relativePath":1,"sha256":"","author":{},"message":""}'])(
    'makes nothing of %j',
    async (text) => {
      const dataDir = await makeTempFolder()
      await writeFile(path.join(dataDir, 'publish.json'), text)
      expect(await readJournal(dataDir)).toBeUndefined()
    },
  )
})
