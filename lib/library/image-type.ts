/** The kinds of images that are served. */
export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'

const signatures: { type: ImageType; test: (bytes: Buffer) => boolean }[] = [
  { type: 'image/png', test: (bytes) => bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex')) },
  { type: 'image/jpeg', test: (bytes) => bytes.subarray(0, 3).equals(Buffer.from('ffd8ff', 'hex')) },
  { type: 'image/gif', test: (bytes) => /^GIF8[79]a$/.test(bytes.subarray(0, 6).toString('latin1')) },
  {
    type: 'image/webp',
    test: (bytes) =>
      bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP',
  },
]

/** What kind of image bytes say they are; undefined for anything but PNG, JPEG, GIF and WebP. */
export function imageTypeOf(bytes: Buffer): ImageType | undefined {
  return signatures.find(({ test }) => test(bytes))?.type
}
