import { Decoration, MatchDecorator, ViewPlugin } from '@codemirror/view'

const patterns = {
  heading: /^#{1,6}\s.*$/,
  marker: /^\s*(?:[-*+]|\d+[.)]|>)\s/,
  code: /`[^`\n]+`/,
  component: /<\/?[A-Z][A-Za-z]*(?:\s[^<>]*)?\/?>/,
  link: /!?\[[^\]\n]*\]\([^)\n]*\)/,
  strong: /\*\*[^*\n]+\*\*/,
  emphasis: /(?<![*\w])[*_][^*_\s][^*_\n]*[*_](?![*\w])/,
}

const kinds = Object.keys(patterns)

const decorator = new MatchDecorator({
  regexp: new RegExp(
    Object.entries(patterns)
      .map(([kind, { source }]) => `(?<${kind}>${source})`)
      .join('|'),
    'g',
  ),
  decoration: ({ groups = {} }) => {
    const kind = kinds.find((name) => groups[name] !== undefined)
    return kind === undefined ? null : Decoration.mark({ class: `md-${kind}` })
  },
})

/** Shows what is a heading, a link, code or a component, in the lines that are in view. */
export const marks = ViewPlugin.define(
  (view) => ({
    decorations: decorator.createDeco(view),
    update(update) {
      this.decorations = decorator.updateDeco(update, this.decorations)
    },
  }),
  { decorations: ({ decorations }) => decorations },
)
