import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { mdxPage } from './mdx-page'

test('docs/mdx.md shows the refused forms as they are (write it anew with vitest -u)', async () => {
  await expect(mdxPage()).toMatchFileSnapshot('../../docs/mdx.md')
  expect(readFileSync('docs/mdx.md', 'utf8')).toContain('## A component of your own')
})
