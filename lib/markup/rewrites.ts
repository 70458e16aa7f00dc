import type { Rewrite } from './schema'
import { addressProblem, isLocalImage } from './address'

type Form = { pattern: RegExp; label: string; write: (match: RegExpExecArray) => string | undefined }

// What people paste most often, and how it is written here. The first pattern that fits wins.
const forms: Form[] = [
  { pattern: /^<!--[\s\S]*?-->/, label: 'Remove the comment', write: () => '' },
  {
    pattern: /^<((?:https?:\/\/|mailto:)[^\s<>]+)>/i,
    label: 'Write it as a link',
    write: ([, address]) => link(address, address),
  },
  {
    pattern: /^<([\w.+-]+@[\w.-]+\.\w+)>/,
    label: 'Write it as a link',
    write: ([, mail]) => link(mail, `mailto:${mail}`),
  },
  { pattern: /^<br\s*\/?>/i, label: 'Write <br />', write: () => '<br />' },
  { pattern: /^<img\b[^>]*>/i, label: 'Write it as Markdown', write: ([tag]) => image(tag) },
  {
    pattern: /^<a\b[^>]*\bhref\s*=\s*["']([^"'>]*)["'][^>]*>([^<]*)<\/a>/i,
    label: 'Write it as a link',
    write: ([, href, label]) => link(label, href),
  },
  {
    pattern: /^<(?:b|strong)>([^<\n]*)<\/(?:b|strong)>/i,
    label: 'Write it in Markdown',
    write: ([, inner]) => `**${inner}**`,
  },
  { pattern: /^<(?:i|em)>([^<\n]*)<\/(?:i|em)>/i, label: 'Write it in Markdown', write: ([, inner]) => `*${inner}*` },
  { pattern: /^<code>([^<`\n]*)<\/code>/i, label: 'Write it in Markdown', write: ([, inner]) => `\`${inner}\`` },
  { pattern: /^<\/?(?:p|div|span|center|font|u)(?:\s[^<>]*)?>/i, label: 'Remove the tag', write: () => '' },
]

/** How a `<` at `offset` that is not one of our components is written here: in Markdown where there is a form, else escaped. */
export function rewriteTag(text: string, offset: number): Rewrite {
  const rest = text.slice(offset, offset + 4000)
  for (const { pattern, label, write } of forms) {
    const match = pattern.exec(rest)
    const replacement = match && write(match)
    if (match && replacement !== undefined && replacement !== null) {
      return { start: offset, end: offset + match[0].length, text: replacement, label }
    }
  }
  return { start: offset, end: offset + 1, text: '\\<', label: 'Write \\<' }
}

/** A brace as the character it is; a comment in braces is removed. */
export function rewriteBrace(text: string, offset: number): Rewrite {
  const comment = /^\{\s*\/\*[\s\S]*?\*\/\s*\}/.exec(text.slice(offset, offset + 4000))
  return comment
    ? { start: offset, end: offset + comment[0].length, text: '', label: 'Remove the comment' }
    : { start: offset, end: offset + 1, text: '\\{', label: 'Write \\{' }
}

/** An image from elsewhere as a link to it. */
export function imageAsLink(alt: string, address: string): string {
  return link(alt || address, address)
}

function link(label = '', address = ''): string {
  return `[${label.replace(/([[\]\\<{])/g, '\\$1')}](${address.replace(/[()\s]/g, encodeURIComponent)})`
}

function image(tag: string): string | undefined {
  const source = /\bsrc\s*=\s*["']([^"']*)["']/i.exec(tag)?.[1]
  const alt = /\balt\s*=\s*["']([^"']*)["']/i.exec(tag)?.[1] ?? ''
  if (source === undefined || addressProblem(source)) return undefined
  return isLocalImage(source) ? `![${alt}](${source})` : link(alt || source, source)
}
