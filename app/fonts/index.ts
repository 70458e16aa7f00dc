import localFont from 'next/font/local'

// scripts/fonts.mjs cuts these files to what the pages use.

/** Source Serif 4: prose and titles. */
export const sourceSerif = localFont({
  src: './source-serif.woff2',
  weight: '400 600',
  variable: '--font-source-serif',
  adjustFontFallback: 'Times New Roman',
})

/** Instrument Sans: everything that is not prose. */
export const instrumentSans = localFont({
  src: './instrument-sans.woff2',
  weight: '400 650',
  variable: '--font-instrument-sans',
  adjustFontFallback: 'Arial',
})
