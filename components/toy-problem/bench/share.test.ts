import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { fromFragment, toFragment } from './share'

test('code comes back out of its link as it went in', async () => {
  for (const code of ['', 'print("café ≠ 🦆")\n', 'x = 1\n'.repeat(2000)]) {
    const fragment = await toFragment(code)
    expect(fragment).toMatch(/^#code=[\w-]*$/)
    expect(await fromFragment(fragment)).toBe(code)
  }
})

test('what is no code, or far too much of it, is not opened', async () => {
  const bomb = `#code=${deflateRawSync(Buffer.alloc(10_000_000, 'a')).toString('base64url')}`
  const noText = `#code=${deflateRawSync(Buffer.from([255, 254])).toString('base64url')}`
  for (const fragment of ['', '#hints', '#code=!!', '#code=AAAA', bomb, noText, `#code=${'A'.repeat(200_000)}`]) {
    expect(await fromFragment(fragment), fragment.slice(0, 40)).toBeUndefined()
  }
})
