import localFont from 'next/font/local'

/** Source Serif 4 in the two weights that are set: prose and titles. Two static files are smaller than the variable one. */
export const sourceSerif = localFont({
  src: [
    {
      path: '../../node_modules/@fontsource/source-serif-4/files/source-serif-4-latin-400-normal.woff2',
      weight: '400',
    },
    {
      path: '../../node_modules/@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2',
      weight: '600',
    },
  ],
  variable: '--font-source-serif',
  adjustFontFallback: 'Times New Roman',
})

/** Instrument Sans: everything that is not prose; cut to what the pages use by scripts/fonts.mjs. */
export const instrumentSans = localFont({
  src: './instrument-sans.woff2',
  weight: '400 650',
  variable: '--font-instrument-sans',
  adjustFontFallback: 'Arial',
})
