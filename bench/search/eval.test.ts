import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, test } from 'vitest'

const fixture = path.join(import.meta.dirname, 'fixture')

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'bench/search/index.ts', ...args],
    { encoding: 'utf8' },
  )
  return { status, stderr, lines: stdout.split('\n').filter(Boolean) }
}

describe('search:eval', () => {
  test('prints a line for each engine and nothing else on standard output', { timeout: 120_000 }, () => {
    const { status, lines } = run(fixture, '--engines', 'twelvefold,flexsearch')
    expect(status).toBe(0)
    const [own, peer] = lines.map((line) => JSON.parse(line) as Record<string, unknown>)
    const number = expect.any(Number) as number
    const changed = { ndcg10: number, success1: number, success5: number, queries: 6 }
    expect(own).toEqual({
      collection: 'fixture',
      engine: 'twelvefold',
      ndcg10: number,
      mrr10: 1,
      success1: 1,
      success5: 1,
      recall100: number,
      p50ms: number,
      p99ms: number,
      buildMs: number,
      heapMB: number,
      typo: changed,
      typo2: { ...changed, queries: number },
      prefix: changed,
    })
    expect(peer).toMatchObject({ collection: 'fixture', engine: 'flexsearch' })
    expect(lines).toHaveLength(2)
  })

  test(
    'asks for known items in the content that ships, among the documents of a collection',
    { timeout: 120_000 },
    () => {
      const { status, lines } = run('--known-items', fixture, '--engines', 'twelvefold')
      expect(status).toBe(0)
      expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
        { collection: 'known-items-among-fixture', engine: 'twelvefold', success5: expect.any(Number) as number },
      ])
    },
  )

  test('measures a library of made-up documents', { timeout: 120_000 }, () => {
    const { status, lines } = run('--scale', '20')
    expect(status).toBe(0)
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { documents: 20, engine: 'twelvefold', longestBlockMs: expect.any(Number) as number },
    ])
  })

  test.each([
    [['bench/absent'], /^.*absent\/docs\.jsonl cannot be read\. .*\n$/],
    [[fixture, '--engines', 'lucene'], /^There is no engine lucene\. There are: twelvefold, .*\n$/],
    [['--scale', 'many'], /^Usage: /],
    [['--known-items', fixture, fixture], /^Usage: /],
  ])('%j ends with 1 and says why', { timeout: 60_000 }, (args, words) => {
    const { status, stderr, lines } = run(...args)
    expect({ status, lines }).toEqual({ status: 1, lines: [] })
    expect(stderr).toMatch(words)
  })
})
