const words =
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise return try while with yield'

const kinds = {
  comment: /#.*/,
  string: /[rbfuRBFU]{0,2}(?:"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?)/,
  keyword: new RegExp(`\\b(?:${words.replaceAll(' ', '|')})\\b`),
  constant: /\b(?:True|False|None|self)\b|\b\d[\d_.]*(?:e[+-]?\d+)?j?\b/i,
  function: /(?<=\b(?:def|class)\s+)\w+|\b[a-z_]\w*(?=\()/i,
  name: /\w+/,
} as const

/** A stretch of code that is shown in a colour of its own. */
export type Token = { kind: 'comment' | 'string' | 'keyword' | 'constant' | 'function'; from: number; to: number }

const pattern = new RegExp(
  Object.entries(kinds)
    .map(([kind, { source }]) => `(?<${kind}>${source})`)
    .join('|'),
  'g',
)

/** The parts of Python code to colour, in order. It knows words and strings, which is enough to read by. */
export function tokensOf(code: string): Token[] {
  return [...code.matchAll(pattern)].flatMap((match) => {
    const kind = Object.keys(kinds).find((one) => match.groups?.[one] !== undefined)
    if (kind === undefined || kind === 'name') return []
    return { kind: kind as Token['kind'], from: match.index, to: match.index + match[0].length }
  })
}
