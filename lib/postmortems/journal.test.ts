import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { clearJournal, readJournal, writeJournal } from './journal'
import { ada, makeTempFolder } from './temp-repository'

describe('the journal', () => {
  it('is read as written, until it is cleared', async () => {
    const dataDir = await makeTempFolder()
    const files = [
      {
        relativePath: 'postmortems/a.mdx',
        sha256: 'f'.repeat(64),
        temp: '.twelvefold-2.tmp',
        old: { copy: '.twelvefold-1.tmp', sha256: 'e' },
      },
      { relativePath: 'postmortems/b.mdx', sha256: null, temp: null, old: null },
    ]
    const indexEntries = '100644 1 0\ta\0'
    const journal = { files, author: ada, message: 'Add\n\n--all', indexEntries, head: '' }
    expect(await readJournal(dataDir)).toBeUndefined()
    await writeJournal(dataDir, journal)
    expect(await readJournal(dataDir)).toEqual(journal)
    expect(await readdir(dataDir)).toEqual(['publish.json'])
    await clearJournal(dataDir)
    await clearJournal(dataDir)
    expect(await readJournal(dataDir)).toBeUndefined()
  })

  const rest = '"author":{"name":"","email":""},"message":"","indexEntries":"","head":""}'
  const elsewhere = '{"relativePath":"a","sha256":null,"temp":null,"old":{"copy":"../a","sha256":""}}'
  it.each(['', '{', 'null', '[]', '{"files":"a"}', `{"files":[],${rest}`, `{"files":[${elsewhere}],${rest}`])(
    'makes nothing of %j',
    async (text) => {
      const dataDir = await makeTempFolder()
      await writeFile(path.join(dataDir, 'publish.json'), text)
      expect(await readJournal(dataDir)).toBeUndefined()
    },
  )
})
