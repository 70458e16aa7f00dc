const mostSummary = 400
const leastSummary = 40
// More than any title may have; a line of a hostile file has more still.
const mostTitle = 1000

/** The heading that a body begins with, and where the text after it starts. */
export function leadingHeading(body: string): { title: string; end: number } | undefined {
  const found = /^\s*#[ \t][^\n]*(?:\n|$)/.exec(body)
  const words = found?.[0]
    .trim()
    .slice(1, mostTitle)
    .replace(/[ \t]+#*\s*$/, '')
  const title = plain(words ?? '')
  return found && title ? { title, end: found[0].length } : undefined
}

/** What a body says first, in one line: the paragraph below its summary, or its first one of some length. */
export function firstParagraph(body: string): string | undefined {
  const below = /^#+[ \t]*(?:executive )?(?:summary|tl;?dr|overview|abstract)[^\n]*\n/im.exec(body)
  const found = below && paragraphsOf(body.slice(below.index + below[0].length))[0]
  const all = found ? [found] : paragraphsOf(body)
  const chosen = all.find((text) => text.replaceAll(/https?:\S+/g, '').length >= leastSummary) ?? all[0]
  return chosen === undefined ? undefined : cut(chosen)
}

function paragraphsOf(body: string): string[] {
  const prose = body.slice(0, 50_000).replaceAll(/^(```|~~~)[\s\S]*?^\1/gm, '')
  const blocks = prose.split(/\r?\n[ \t]*\r?\n/).map((block) => block.replace(/^\s*#[^\n]*\n?/, ''))
  const words = blocks.filter(
    (block) => /^\s*[\p{L}\p{N}"“'(*_[`]/u.test(block) && !/^\s*(?:[*+-]|\d+[.)])\s/.test(block),
  )
  return words.map(plain).filter((text) => /\p{L}/u.test(text))
}

function plain(markdown: string): string {
  return markdown
    .replaceAll(/!?\[([^\]\n]{0,500})\]\([^)\n]{0,500}\)/g, '$1')
    .replaceAll(/<(https?:[^>\s]{1,500})>/g, '$1')
    .replaceAll(/<[^>\n]{0,500}>/g, '')
    .replaceAll(/[*`]|(?<!\w)_|_(?!\w)/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function cut(text: string): string {
  if (text.length <= mostSummary) return text
  const start = text.slice(0, mostSummary - 1)
  const sentence = start.lastIndexOf('. ')
  return sentence > leastSummary
    ? start.slice(0, sentence + 1)
    : `${start.slice(0, start.lastIndexOf(' ') + 1).trim()}…`
}
