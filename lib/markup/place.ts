import type { Problem, Rewrite } from './schema'

/** Line and column, both from 1, of an offset in `text`. */
export function placeOf(text: string, offset: number): { line: number; column: number } {
  let line = 1
  let lineStart = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++
    lineStart = at + 1
  }
  return { line, column: offset - lineStart + 1 }
}

/** A problem at an offset of `text`. */
export function problemAt(text: string, offset: number, message: string, rewrite?: Rewrite): Problem {
  return { ...placeOf(text, offset), message, ...(rewrite && { rewrite }) }
}

/** `text` with every rewrite applied that overlaps none before it. */
export function applyRewrites(text: string, rewrites: readonly Rewrite[]): string {
  let result = ''
  let done = 0
  for (const { start, end, text: replacement } of [...rewrites].sort((a, b) => a.start - b.start)) {
    if (start < done) continue
    result += text.slice(done, start) + replacement
    done = end
  }
  return result + text.slice(done)
}
