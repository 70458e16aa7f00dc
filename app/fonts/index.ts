import localFont from 'next/font/local'

// scripts/fonts.mjs cuts these files to what the pages use.

/** Source Serif 4 in the two weights that are set: prose and titles. Two static files are smaller than the variable one. */
export const sourceSerif = localFont({
  src: [
    { path: './source-serif-400.woff2', weight: '400' },
    { path: './source-serif-600.woff2', weight: '600' },
  ],
  variable: '--font-source-serif',
  display: 'optional',
  adjustFontFallback: 'Times New Roman',
})

/** Instrument Sans: everything that is not prose. */
export const instrumentSans = localFont({
  src: './instrument-sans.woff2',
  weight: '400 650',
  variable: '--font-instrument-sans',
  display: 'optional',
  adjustFontFallback: 'Arial',
})
