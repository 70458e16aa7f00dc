import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { checkSource } from './compile'
import { componentSpecs } from './components'
import { applyRewrites } from './place'
import { refusedForms } from './refused-forms'

const schema = z.strictObject({ title: z.string() })
const head = '---\ntitle: T\n---\n\n'

async function compile(body: string) {
  const checked = await checkSource(head + body, { schema, assetBase: '/files/postmortems/' })
  if (!checked.ok) throw new Error(JSON.stringify(checked.problems))
  return checked.document.body
}

async function problemsOf(body: string) {
  const checked = await checkSource(head + body, { schema })
  return checked.ok ? [] : checked.problems
}

describe('what passes', () => {
  test('Markdown, GFM, maths and code become one tree', async () => {
    const body = await compile(
      '## One\n\n**b** $a+b$\n\n| a |\n|---|\n| 1 |\n\n```python\ndef f(x):  # c\n    return "s"\n```\n\nNote[^1].\n\n[^1]: The note.',
    )
    const html = JSON.stringify(body.tree)
    for (const part of ['<strong>', '<math', '<table>', 'tok-keyword', 'tok-string', 'note-fn-1'])
      expect(html).toContain(part)
  })

  test('sections, words, minutes and links are read off', async () => {
    const body = await compile(
      'Before.\n\n## One\n\nTwo words. [a](/lessons/x)\n\n### Inner\n\nText\n\n```text\ncode\n```\n',
    )
    expect(body.sections.map(({ id, text, code }) => [id, text, code.trim()])).toEqual([
      ['', 'Before.', ''],
      ['one', 'Two words. a', ''],
      ['inner', 'Text', 'code'],
    ])
    expect(body.words).toBe(7)
    expect(body.minutes).toBe(1)
    expect(body.links).toMatchObject([{ kind: 'address', address: '/lessons/x', line: 9 }])
  })

  test.each([...componentSpecs])('the example of %s', async (_, { example }) => {
    await expect(compile(example)).resolves.toBeTruthy()
  })

  test('a first-level heading is set one level lower, and those below it with it', async () => {
    const { headings } = await compile('# One\n\n## Two\n')
    expect(headings.map(({ depth }) => depth)).toEqual([2, 3])
  })

  test('an image beside the document gets its address', async () => {
    expect(JSON.stringify((await compile('![loss](loss.png)')).tree)).toContain('/files/postmortems/loss.png')
  })

  test('ids hold no underscore, so that they shadow no global of the framework', async () => {
    expect((await compile('## \\_\\_next\\_f\n')).headings[0]?.id).not.toContain('_')
  })
})

test('the options of a question know its key, and each has one of its own', async () => {
  const option = (text: string) => `<Option explanation="x">${text}</Option>`
  const tree = JSON.stringify(
    (await compile(`<Question>\n\nWhich?\n\n${option('a')}\n${option('b')}\n\n</Question>`)).tree,
  )
  const keysOf = (name: string) => [...tree.matchAll(new RegExp(`${name}[^\\w]+(\\w{10})`, 'g'))].map(([, key]) => key)
  expect(new Set(keysOf('keptAs')).size).toBe(2)
  expect(keysOf('question')).toHaveLength(2)
  expect(new Set(keysOf('question')).size).toBe(1)
})

describe('what is refused', () => {
  test.each(refusedForms)('$write, and its replacement passes', async ({ write, instead }) => {
    const problems = await problemsOf(`Text.\n\n${write}\n`)
    expect(problems.length).toBeGreaterThan(0)
    expect(problems[0]?.line).toBe(7)
    expect(problems[0]?.message).toMatch(/[.?]$/)
    await expect(compile(`Text.\n\n${instead}\n`)).resolves.toBeTruthy()
  })

  test.each([
    ['<constructor />', 'no component'],
    ['<__proto__ />', 'no component'],
    ['<Callout.x kind="note" />', 'no component'],
    ['<>text</>', 'no component'],
    ['<Callout kind="note" onClick="x">\n\na\n\n</Callout>', 'no prop `onClick`'],
    ['<Callout kind="note" dangerouslySetInnerHTML={{"__html": "x"}}>\n\na\n\n</Callout>', 'no prop'],
    ['<Callout kind="note" ref="x">\n\na\n\n</Callout>', 'no prop `ref`'],
    ['<Callout kind={`note`}>\n\na\n\n</Callout>', 'literal'],
    ['<Callout kind="loud">\n\na\n\n</Callout>', 'kind'],
    ['<Option explanation="x">a</Option>', 'directly inside'],
    ['<Calout kind="note">\n\na\n\n</Calout>', 'Do you mean `<Callout>`?'],
    ['<br class="x" />', 'no attributes'],
    ['[a](JaVaScRiPt:alert)', 'not allowed'],
    ['[a](java&#115;cript:alert)', 'not allowed'],
    ['[a](data:text/html,x)', 'not allowed'],
    ['[a](https://user:pw@example.org)', 'user name'],
    ['[a](//example.org)', '//'],
    ['[a](/\\example.org)', 'backslash'],
    ['<Figure src="https://example.org/a.png" alt="a" />', 'beside the document'],
    ['<Figure src="../../secret.png" alt="a" />', 'beside the document'],
    ['![](a.png)', 'do not see it'],
  ])('%s', async (source, words) => {
    const problems = await problemsOf(source)
    expect(problems.map(({ message }) => message).join(' ')).toContain(words)
  })

  test('every problem of a text is told at once, each at its place', async () => {
    const problems = await problemsOf('a <https://a.b> b\n\nc <br> d {x}\n\n<!-- e -->\n')
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [5, 3],
      [7, 3],
      [7, 10],
      [9, 1],
    ])
  })

  test('the offered rewrites together make the text pass', async () => {
    const source = `${head}<https://a.b> and <br> and <!-- c --> {x} a {b <foo> <b>bold</b> <img src="https://x.y/z.png" alt="k"> ![a](https://q.r/s.png)\n`
    let text = source
    for (let round = 0; round < 3; round++) {
      const checked = await checkSource(text, { schema })
      if (checked.ok) return
      text = applyRewrites(
        text,
        checked.problems.flatMap(({ rewrite }) => rewrite ?? []),
      )
    }
    expect((await checkSource(text, { schema })).ok).toBe(true)
  })
})

describe('front matter', () => {
  test.each([
    ['no front matter', 'text', 'first line `---`'],
    ['another engine', '---js\n{}\n---\n', 'only YAML'],
    ['a space behind the dashes', '--- \ntitle: T\n---\n', 'exactly `---`'],
    ['no end', '---\ntitle: T\n', 'no closing line'],
    ['an alias', '---\ntitle: &a T\nother: *a\n---\n', 'not allowed'],
    ['a tag', '---\ntitle: !!binary T\n---\n', 'not allowed'],
    ['a key twice', '---\ntitle: T\ntitle: U\n---\n', 'not valid YAML'],
    ['an unknown field near a known one', '---\ntitel: T\n---\n', 'Do you mean `title`?'],
    ['a missing field', '---\n{}\n---\n', '`title`'],
    ['too many brackets', `---\ntitle: ${'['.repeat(30)}\n---\n`, 'brackets'],
    ['too much of it', `---\ntitle: ${'x'.repeat(33_000)}\n---\n`, '32 KB'],
  ])('%s', async (_, source, words) => {
    const checked = await checkSource(source, { schema })
    expect(checked.ok ? '' : checked.problems.map(({ message }) => message).join(' ')).toContain(words)
  })

  test('a byte order mark does not hide another engine', async () => {
    expect((await checkSource('\ufeff---js\n{}\n---\n', { schema })).ok).toBe(false)
    expect((await checkSource('\ufeff---\ntitle: T\n---\n', { schema })).ok).toBe(true)
  })
})

describe('bytes', () => {
  test.each([
    ['broken UTF-8', Uint8Array.from([0xc3, 0x28])],
    ['a NUL', `${head}a\u0000b`],
    ['a C1 control', `${head}a\u0085b`],
    ['a bidirectional override', `${head}a\u202eb`],
    ['a lone surrogate', `${head}a\ud800b`],
    ['over 256 KB', head + 'x '.repeat(140_000)],
  ])('%s', async (_, source) => {
    expect((await checkSource(source, { schema })).ok).toBe(false)
  })
})
