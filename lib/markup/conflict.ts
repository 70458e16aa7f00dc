import type { Problem } from './schema'

const message =
  'Here an unfinished merge begins: two versions stand between the lines `<<<<<<<` and `>>>>>>>`. Keep what is right, and delete these lines and the line `=======`. To show such a line in a listing, begin it with a space.'

/** The marks that git leaves in a text where two versions of it did not fit together. */
export function conflictsIn(text: string): Problem[] {
  const lines = text.split('\n')
  const begin = placesOf(lines, '<<<<<<< ')
  // One whose beginning was deleted already is unfinished all the same.
  return (begin.length > 0 ? begin : placesOf(lines, '>>>>>>> ')).map((line) => ({ line, column: 1, message }))
}

function placesOf(lines: string[], mark: string): number[] {
  return lines.flatMap((line, index) => (line.startsWith(mark) ? [index + 1] : []))
}
