import { expect, test } from 'vitest'
import { countOwnWords, countWords } from './words'

test.each([
  ['', 0],
  ['## Summary\n\nIt broke at 0.94, nobody’s fault.', 7],
  ['Before.\n\n```python\nprint("not counted")\n```\n\nAfter.', 2],
  ['See <DocumentLink id="62pa78yr3s" /> and [the run](https://example.org/a/b).', 4],
])('%j', (text, count) => expect(countWords(text)).toBe(count))

test.each([
  ['## Summary\n\n*Which people were touched.*\n\nIt broke on Tuesday.', 4],
  ['Before.\n\n```python\n# A note\nprint("not counted")\n```\n\n<Callout kind="warning">After.</Callout>', 2],
])('of %j the words of one’s own are counted', (text, count) => expect(countOwnWords(text)).toBe(count))
