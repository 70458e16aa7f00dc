import type { ElementContent } from 'hast'
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore, type LanguageInput } from 'shiki/core'
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript'

const maxHighlighted = 24_000
const themeName = 'twelvefold'

// A grammar is loaded when the first document asks for it.
const languages: Record<string, () => Promise<LanguageInput>> = {
  python: async () => (await import('shiki/langs/python.mjs')).default,
  bash: async () => (await import('shiki/langs/bash.mjs')).default,
  yaml: async () => (await import('shiki/langs/yaml.mjs')).default,
  json: async () => (await import('shiki/langs/json.mjs')).default,
  toml: async () => (await import('shiki/langs/toml.mjs')).default,
  sql: async () => (await import('shiki/langs/sql.mjs')).default,
  diff: async () => (await import('shiki/langs/diff.mjs')).default,
  typescript: async () => (await import('shiki/langs/typescript.mjs')).default,
  javascript: async () => (await import('shiki/langs/javascript.mjs')).default,
  mdx: async () => (await import('shiki/langs/mdx.mjs')).default,
}

const aliases: Record<string, string> = {
  py: 'python',
  sh: 'bash',
  shell: 'bash',
  console: 'bash',
  yml: 'yaml',
  ts: 'typescript',
  js: 'javascript',
  md: 'mdx',
  markdown: 'mdx',
}

let highlighter: Promise<HighlighterCore> | undefined

/**
 * Highlights code as text and `span`s with a class per kind of token; plain tokens stay text, so that
 * a page of code keeps few nodes. An unknown language, and code over 24,000 characters, stays plain.
 */
export async function highlight(code: string, language: string): Promise<ElementContent[]> {
  const lang = aliases[language] ?? language
  const load = Object.hasOwn(languages, lang) ? languages[lang] : undefined
  if (!load || code.length > maxHighlighted) return [{ type: 'text', value: code }]
  highlighter ??= createHighlighterCore({
    engine: createJavaScriptRegexEngine({ forgiving: true }),
    themes: [createCssVariablesTheme({ name: themeName, variablePrefix: '--' })],
  })
  const shiki = await highlighter
  if (!shiki.getLoadedLanguages().includes(lang)) await shiki.loadLanguage(await load())
  const lines = shiki.codeToTokensBase(code, {
    lang: lang,
    theme: themeName,
    tokenizeMaxLineLength: 1000,
    tokenizeTimeLimit: 200,
  })
  return mergeTokens(lines.flatMap((line, index) => (index === 0 ? line : [{ content: '\n' }, ...line])))
}

// Calm on purpose: what is not listed keeps the colour of the text.
const classes: Record<string, string> = {
  'var(--token-comment)': 'tok-comment',
  'var(--token-keyword)': 'tok-keyword',
  'var(--token-string)': 'tok-string',
  'var(--token-string-expression)': 'tok-string',
  'var(--token-function)': 'tok-function',
  'var(--token-constant)': 'tok-constant',
  'var(--token-inserted)': 'tok-inserted',
  'var(--token-deleted)': 'tok-deleted',
}

// Grammars call operators and braces keywords and constants; coloured, they would double a page's elements.
function classOf(content: string, color = ''): string | undefined {
  const className = classes[color]
  const isMark = /^[^\p{L}\p{N}]+$/u.test(content)
  return isMark && (className === 'tok-keyword' || className === 'tok-constant') ? undefined : className
}

function mergeTokens(tokens: { content: string; color?: string }[]): ElementContent[] {
  const runs: { text: string; className: string | undefined }[] = []
  for (const { content, color } of tokens) {
    const last = runs.at(-1)
    const className = content.trim() === '' ? last?.className : classOf(content, color)
    if (last && last.className === className) last.text += content
    else runs.push({ text: content, className })
  }
  return runs.map(({ text, className }) =>
    className
      ? {
          type: 'element',
          tagName: 'span',
          properties: { className: [className] },
          children: [{ type: 'text', value: text }],
        }
      : { type: 'text', value: text },
  )
}
