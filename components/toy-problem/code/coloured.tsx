import { tokensOf } from './tokens'

/** Python code in colours, as it stands before an editor is there. */
export function Coloured({ code }: { code: string }) {
  const tokens = tokensOf(code)
  return (
    <code>
      {tokens.map(({ kind, from, to }, index) => [
        code.slice(tokens[index - 1]?.to ?? 0, from),
        <span key={from} className={`tok-${kind}`}>
          {code.slice(from, to)}
        </span>,
      ])}
      {code.slice(tokens.at(-1)?.to ?? 0)}
    </code>
  )
}
