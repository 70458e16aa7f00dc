import { randomBytes } from 'node:crypto'
import sharp from 'sharp'
import { describe, expect, it, test } from 'vitest'
import { encodeImage, imageLimits } from './encode'

const red = { width: 40, height: 20, channels: 3, background: '#c00' } as const
const draw = () => sharp({ create: red })
const noise = (width: number, height: number) =>
  sharp(randomBytes(width * height * 3), { raw: { width, height, channels: 3 } })

const look = (bytes: Buffer) => sharp(bytes).metadata()

/** A PNG that says it is of that size and holds next to nothing. */
async function bomb(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { ...red, width, height }, limitInputPixels: false })
    .png({ compressionLevel: 9 })
    .toBuffer()
}

describe('a picture', () => {
  it.each(['png', 'jpeg', 'webp', 'gif'] as const)('of type %s comes out as WebP', async (type) => {
    const drawn = await encodeImage(await draw().toFormat(type).toBuffer())
    expect(await look(drawn)).toMatchObject({ format: 'webp', width: 40, height: 20 })
  })

  it('stays exact when it is a drawing', async () => {
    const before = await noise(30, 30).png().toBuffer()
    const pixels = (bytes: Buffer) => sharp(bytes).removeAlpha().raw().toBuffer()
    expect((await pixels(await encodeImage(before))).equals(await pixels(before))).toBe(true)
  })

  it('is made smaller and turned upright, and tells nothing of where it was taken', async () => {
    const gps = { IFD0: { Make: 'quokkacam' }, IFD3: { GPSLatitude: '47/1 22/1 0/1' } }
    const comment = Buffer.from('<x:xmpmeta xmlns:x="adobe:ns:meta/">quokkaxmp</x:xmpmeta>').toString()
    const before = await sharp({ create: { ...red, width: 3000, height: 1000 } })
      .jpeg()
      .withExif(gps)
      .withMetadata({ orientation: 6 })
      .withXmp(comment)
      .withIccProfile('p3')
      .toBuffer()
    expect(before.includes('quokkacam') && before.includes('quokkaxmp')).toBe(true)
    const drawn = await encodeImage(before)
    const found = await look(drawn)
    expect(found).toMatchObject({ width: 853, height: 2560 })
    for (const part of ['exif', 'xmp', 'icc', 'iptc', 'orientation'] as const) expect(found[part]).toBeUndefined()
    for (const word of ['quokka', 'Exif', 'XMP']) expect(drawn.includes(word)).toBe(false)
  })

  it('that moves becomes its first picture', async () => {
    const frames = [await draw().png().toBuffer(), await draw().negate().png().toBuffer()]
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    expect((await sharp(moving, { animated: true }).metadata()).pages).toBe(2)
    expect((await sharp(await encodeImage(moving), { animated: true }).metadata()).pages).toBeUndefined()
  })

  it('that weighs much without losses is kept with some', async () => {
    const drawn = await encodeImage(await noise(1000, 900).png().toBuffer())
    expect(drawn.length).toBeLessThan(1024 * 1024)
  })
})

describe('what is no picture', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['HTML', Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['SVG', Buffer.from(svg)],
    ['SVG behind the mark of a PNG', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from(svg)])],
    ['HTML behind the mark of a GIF', Buffer.from('GIF89a/*<script>alert(1)</script>*/=0')],
    ['a WebP in name only', Buffer.from('RIFF....WEBPVP8 <script>')],
    ['PDF', Buffer.from('%PDF-1.7\n')],
    ['TIFF', Buffer.from('49492a0008000000', 'hex')],
  ])('%s is refused', async (_, bytes) => {
    await expect(encodeImage(bytes)).rejects.toMatchObject({
      code: expect.stringMatching(/^(unsupported|invalid)$/) as string,
    })
  })

  it.each(['png', 'jpeg', 'webp', 'gif'] as const)('half a %s is refused', async (type) => {
    const whole = await noise(200, 200).toFormat(type).toBuffer()
    await expect(encodeImage(whole.subarray(0, whole.length / 2))).rejects.toMatchObject({ code: 'invalid' })
  })
})

test('what is hidden behind a picture does not come out', async () => {
  const picture = await draw().jpeg().toBuffer()
  const drawn = await encodeImage(Buffer.concat([picture, Buffer.from('<script>alert(1)</script>PK\u0003\u0004')]))
  expect(drawn.includes('script')).toBe(false)
})

test('few bytes that hold very many pixels are refused without being read', async () => {
  const bytes = await bomb(20_000, 20_000)
  expect(bytes.length).toBeLessThan(imageLimits.bytes)
  const before = process.memoryUsage().rss
  await expect(encodeImage(bytes)).rejects.toMatchObject({ code: 'too-large', message: /40 million pixels/ })
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
})
