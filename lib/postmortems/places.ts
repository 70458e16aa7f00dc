import { splitFrontMatter } from '@/lib/markup'
import type { Problem } from '@/lib/markup/schema'

/**
 * Problems of a whole file as problems of the body that was sent for it, before its line ends and the space around it
 * were put in order. One of the front matter stands at the first place, with the name of its field.
 */
export function inBody(problems: readonly Problem[], source: string, sent: string): Problem[] {
  const split = splitFrontMatter(source)
  const afterFields = 'problems' in split ? 0 : split.bodyStart
  const bodyStart = source.length - source.slice(afterFields).trimStart().length
  const head = source.slice(0, bodyStart).split('\n').length - 1
  const cut = sent.slice(0, sent.length - sent.trimStart().length)
  const offsetIn = (offset: number) => cut.length + originalLength(sent.slice(cut.length), offset - bodyStart)
  return problems.map(({ rewrite, ...problem }) => {
    if (problem.line <= head) return { ...ofField(problem, source), line: 1, column: 1 }
    const line = problem.line - head
    return {
      ...problem,
      line: line + linesIn(cut),
      column: problem.column + (line === 1 ? (/[^\r\n]*$/.exec(cut)?.[0].length ?? 0) : 0),
      ...(rewrite && { rewrite: { ...rewrite, start: offsetIn(rewrite.start), end: offsetIn(rewrite.end) } }),
    }
  })
}

/** Problems of a text that begins at an offset of a larger one, as problems of the larger one. */
export function inWhole(problems: readonly Problem[], whole: string, start: number): Problem[] {
  const before = linesIn(whole.slice(0, start))
  return problems.map((problem) => {
    if (problem.field !== undefined) return problem
    const { rewrite, line } = problem
    return {
      ...problem,
      line: line + before,
      ...(rewrite && { rewrite: { ...rewrite, start: rewrite.start + start, end: rewrite.end + start } }),
    }
  })
}

function linesIn(text: string): number {
  return text.split(/\r\n?|\n/).length - 1
}

/** How long the part of a text is that has some length once its line ends are single characters. */
function originalLength(text: string, length: number): number {
  let at = 0
  for (let passed = 0; passed < length; passed++) at += text.startsWith('\r\n', at) ? 2 : 1
  return at
}

function ofField(problem: Problem, source: string): Problem {
  if (problem.field !== undefined) return problem
  const above = source.split('\n').slice(0, problem.line).reverse()
  const field = above.map((line) => /^([a-zA-Z]+):/.exec(line)?.[1]).find((name) => name !== undefined)
  return field === undefined ? problem : { ...problem, field, message: `\`${field}\`: ${problem.message}` }
}
