import sharp, { type WebpOptions } from 'sharp'
import { AppError } from '@/lib/errors'
import { imageTypeOf } from '@/lib/library'

/** What a picture may be: bytes of the file, pixels of what is in it, and the longest side of what is kept. */
export const imageLimits = { bytes: 5 * 1024 * 1024, pixels: 40_000_000, side: 2560, seconds: 10 }

const quality = 85
const mostExact = 1024 * 1024

// Readers keep the other processors.
sharp.concurrency(1)
sharp.cache(false)

/**
 * Draws a picture anew as WebP: nothing of its file is left but what it shows, upright, at most 2560 pixels wide and
 * high. An animation becomes its first picture. Throws `unsupported` for what is no PNG, JPEG, GIF or WebP by its
 * bytes, `invalid` for one that is damaged, `too-large` for too many bytes or pixels.
 */
export async function encodeImage(bytes: Buffer): Promise<Buffer> {
  const type = imageTypeOf(bytes)
  if (!type) throw new AppError('unsupported', 'This is no picture that can be shown here. Use PNG, JPEG, WebP or GIF.')
  // Drawings and screenshots stay sharp; of a photograph nobody sees the difference.
  const isDrawing = type === 'image/png' || type === 'image/gif'
  const exact = isDrawing ? await draw(bytes, { lossless: true }) : undefined
  // A photograph in a PNG weighs several times what it needs.
  const drawn = exact && exact.length <= mostExact ? exact : await draw(bytes, { quality })
  if (drawn.length <= imageLimits.bytes) return drawn
  throw new AppError('too-large', 'This picture is over 5 MB even when it is made smaller. Cut it, and try again.')
}

async function draw(bytes: Buffer, options: WebpOptions): Promise<Buffer> {
  const { pixels, side, seconds } = imageLimits
  try {
    return await sharp(bytes, { limitInputPixels: pixels, failOn: 'error' })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp(options)
      .timeout({ seconds })
      .toBuffer()
  } catch (error) {
    throw refusal(error)
  }
}

function refusal(error: unknown): AppError {
  const { message } = error as Error
  if (message.includes('pixel limit')) {
    return new AppError('too-large', 'This picture has over 40 million pixels. Make it smaller, and try again.')
  }
  if (message.includes('timeout')) {
    return new AppError('too-large', 'This picture takes too long to read. Save it anew in a smaller size.')
  }
  return new AppError('invalid', 'This picture is damaged or cut off. Save it anew, and try again.', { cause: error })
}
