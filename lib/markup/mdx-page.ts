import { refusedForms } from './refused-forms'

/** The text of docs/mdx.md: the list of refused forms, from the list the checker is tested with. */
export function mdxPage(): string {
  const rows = refusedForms.map(
    ({ write, why, instead }) => `### ${why}\n\nRefused:\n\n${fence(write)}\n\nWrite:\n\n${fence(instead)}\n`,
  )
  return `${intro}\n## Refused, and what to write\n\n${rows.join('\n')}\n${outro}`
}

function fence(text: string): string {
  return `\`\`\`mdx\n${text}\n\`\`\``
}

const intro = `# MDX in Twelvefold

A document is Markdown (CommonMark, tables, footnotes, task lists, formulas between \`$\` signs, highlighted code blocks) with components from one allow-list and literal props: strings, numbers, true and false, lists and objects of these. It holds no code that runs. Every refusal names the line and the column and says what to do; where it can, it offers the rewrite: one click in the form, \`npm run check -- --fix\` for files.

The components are listed, live, at \`/write/guide\` on your own site. \`br\`, \`kbd\`, \`sub\` and \`sup\` may be written as HTML.

A first-level heading is set one level lower, since the title is the page's own. A \`$\` begins a formula; write an amount as \`USD 5\` or \`\\$5\`.
`

const outro = `## A component of your own

A team adds a component to the product, once, for all its documents: three files, of which CONTRIBUTING.md says what goes into each.

1. \`lib/markup/components.ts\` describes it: where it stands, its props with a sentence each, an example.
2. \`components/mdx/<name>.tsx\` renders it.
3. \`components/mdx/component-map.tsx\` names it.

From then on the checker accepts it, the guide shows it, and the preview renders it.
`
