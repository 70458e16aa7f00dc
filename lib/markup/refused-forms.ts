/** A form of MDX that is refused, why, and what to write in its place. docs/mdx.md and the guide show this list. */
export type RefusedForm = { write: string; why: string; instead: string }

/** Every kind of form that MDX knows and this product refuses, with its replacement; a test holds both to it. */
export const refusedForms: readonly RefusedForm[] = [
  {
    write: "import Chart from './chart'",
    why: 'Content is data: nothing is imported.',
    instead: '<Callout kind="note">\n\nEvery component is there without an import.\n\n</Callout>',
  },
  { write: 'export const score = 0.94', why: 'Content is data: nothing is exported.', instead: 'The score was 0.94.' },
  {
    write: 'The score was {0.9 + 0.04}.',
    why: 'Expressions are code, and content holds none.',
    instead: 'The score was 0.94.',
  },
  { write: 'Write a set as {1, 2}.', why: 'A brace begins an expression.', instead: 'Write a set as \\{1, 2}.' },
  {
    write: '{/* to do */}',
    why: 'A comment in braces is an expression.',
    instead: 'Leave it out, or write the sentence.',
  },
  { write: '<!-- to do -->', why: 'HTML comments are not MDX.', instead: 'Leave it out, or write the sentence.' },
  { write: '<https://example.org>', why: 'Angle brackets begin a tag.', instead: '[example.org](https://example.org)' },
  { write: 'One line<br>and another', why: 'In MDX every tag is closed.', instead: 'One line<br />and another' },
  { write: 'Latency <x> was high', why: 'A `<` before a letter begins a tag.', instead: 'Latency \\<x> was high' },
  {
    write: '<div class="box">Text</div>',
    why: 'HTML outside the allow-list is refused.',
    instead: '<Callout kind="note">\n\nText\n\n</Callout>',
  },
  {
    write: '<iframe src="https://example.org"></iframe>',
    why: 'Nothing from another site runs in a page.',
    instead: '[The dashboard](https://example.org)',
  },
  {
    write: '<Callout kind={kindOf(page)}>\n\nText\n\n</Callout>',
    why: 'Props are literals.',
    instead: '<Callout kind="note">\n\nText\n\n</Callout>',
  },
  {
    write: '<Callout {...props}>\n\nText\n\n</Callout>',
    why: 'Spreading is code.',
    instead: '<Callout kind="note">\n\nText\n\n</Callout>',
  },
  {
    write: '![loss](https://example.org/loss.png)',
    why: 'Images come from a file beside the document.',
    instead: '[The loss curve](https://example.org/loss.png)',
  },
  {
    write: '[run](javascript:alert(1))',
    why: 'Only http, https, mailto and addresses of this site are linked.',
    instead: '[run](https://example.org)',
  },
]
