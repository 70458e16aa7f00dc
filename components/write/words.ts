/** Words of prose in a text; blocks of code, tags and marks of Markdown are not counted. */
export function countWords(text: string): number {
  const prose = text
    .replace(/^\s{0,3}(`{3,}|~{3,})[\s\S]*?^\s{0,3}\1[`~]*\s*$/gm, ' ')
    .replace(/<\/?[A-Za-z][^<>]*>/g, ' ')
    .replace(/\]\([^)]*\)/g, ' ')
  return prose.match(/[\p{L}\p{N}][\p{L}\p{N}’'.,-]*/gu)?.length ?? 0
}

/** Words of one's own: neither headings nor the questions of the form, which stand in italics on a line of their own. */
export function countOwnWords(text: string): number {
  const own = text.split('\n').filter((line) => !/^#|^\*[^*]+\*$/.test(line.trim()))
  return countWords(own.join('\n'))
}
