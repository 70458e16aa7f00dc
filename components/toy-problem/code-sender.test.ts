import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openBrowser } from '@/components/progress/fixtures'
import type { ChecksResult, CodeVersion } from '@/lib/toys/code-version'
import { openCodeSender, type CodeSender, type Told } from './code-sender'
import { loadCode, type KeptCode } from './kept-code'

type Put = { code: string; checks?: ChecksResult; keepalive: boolean }

let versions: CodeVersion[]
let puts: Put[]
let status: number
/** What an answer waits for. */
let gate: Promise<undefined>
let kept: KeptCode | undefined
let told: Told
let sender: CodeSender

/** Has answers wait; what it returns lets them go. */
function holdAnswers(): () => void {
  let open: (value: undefined) => void = () => undefined
  gate = new Promise((resolve) => (open = resolve))
  return () => open(undefined)
}

const version = (number: number, code: string): CodeVersion => ({ number, code, savedAt: '2026-01-01T10:00:00Z' })
const wait = (ms = 0) => vi.advanceTimersByTimeAsync(ms)

function type(code: string): void {
  kept = { ...kept, code }
  sender.sendLater()
}

async function answer({ method, body, keepalive }: RequestInit): Promise<Response> {
  if (method === 'PUT') puts.push({ ...(JSON.parse(body as string) as Put), keepalive: keepalive ?? false })
  await gate
  if (status !== 200) return Response.json({ message: 'At most 64 KB.' }, { status })
  if (method === 'GET') return Response.json({ versions })
  const { code = '', checks } = puts.at(-1) ?? {}
  const saved = { ...version((versions[0]?.number ?? 0) + 1, code), ...(checks && { checks }) }
  versions = [saved, ...versions]
  return Response.json({ version: saved })
}

function open(): CodeSender {
  return openCodeSender({
    toyId: 'toy1',
    current: () => kept,
    keep: (next) => (kept = next),
    tell: (news) => (told = { ...told, ...news }),
  })
}

beforeEach(() => {
  vi.useFakeTimers()
  openBrowser('ada')
  ;[versions, puts, status, gate, kept, told] = [[], [], 200, Promise.resolve(undefined), undefined, {}]
  vi.stubGlobal('fetch', (_: string, request: RequestInit) => answer(request))
  sender = open()
})
afterEach(() => {
  sender.end()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('code of somebody signed in', () => {
  test('is sent once typing has ceased, as one version', async () => {
    type('a')
    await wait(9000)
    type('ab')
    await wait(9000)
    expect(puts).toEqual([])
    await wait(1000)
    expect(puts).toEqual([{ code: 'ab', keepalive: false }])
    expect(kept).toEqual({ code: 'ab', sent: 'ab', base: 1 })
    expect(told.versions).toMatchObject([{ number: 1, code: 'ab' }])
  })

  test('is sent at once with what its checks said, and not again when nothing has changed', async () => {
    kept = { code: 'x' }
    await sender.send()
    await sender.send()
    expect(puts).toHaveLength(1)
    await sender.send({ code: 'x', checks: { passed: 1, of: 2 } })
    expect(puts.at(-1)).toMatchObject({ code: 'x', checks: { passed: 1, of: 2 } })
  })

  test('goes one save after the other, so that the newest is what came last', async () => {
    const letGo = holdAnswers()
    kept = { code: 'old' }
    void sender.send()
    await wait()
    kept = { ...kept, code: 'new' }
    void sender.send()
    await wait()
    expect(puts.map(({ code }) => code)).toEqual(['old'])
    letGo()
    await wait()
    expect(versions.map(({ code }) => code)).toEqual(['new', 'old'])
    expect(kept).toEqual({ code: 'new', sent: 'new', base: 2 })
  })

  test('is sent without what the checks said of other code, when it was changed while another save was under way', async () => {
    const letGo = holdAnswers()
    kept = { code: 'right' }
    void sender.send()
    await wait()
    void sender.send({ code: 'right', checks: { passed: 5, of: 5 } })
    kept = { ...kept, code: 'broken on purpose' }
    letGo()
    await wait()
    expect(puts.at(-1)?.code).toBe('broken on purpose')
    expect(puts.map(({ checks }) => checks)).toEqual([undefined, undefined])
  })

  test('is sent again where the server could not be reached, and says so meanwhile', async () => {
    status = 503
    kept = { code: 'x' }
    await sender.send()
    expect(told.trouble).toContain('cannot be reached')
    expect(kept).toEqual({ code: 'x' })
    status = 200
    await wait(30_000)
    expect(kept).toMatchObject({ sent: 'x' })
    expect(told.trouble).toBeUndefined()
  })

  test('that the server refuses is told in its words, and not sent again by itself', async () => {
    status = 413
    kept = { code: 'x' }
    await sender.send()
    expect(told.trouble).toBe('At most 64 KB.')
    await wait(60_000)
    expect(puts).toHaveLength(1)
  })

  test('is sent in a way that outlasts the page, where the server does not have it', async () => {
    kept = { code: 'x' }
    sender.sendAtLeave()
    await wait()
    sender.sendAtLeave()
    await wait()
    expect(puts).toEqual([{ code: 'x', keepalive: true }])
  })
})

describe('a sender that has ended', () => {
  test('sends nothing again, so that older code never comes after newer', async () => {
    status = 503
    kept = { code: 'v1' }
    sender.sendAtLeave()
    sender.end()
    await wait()
    status = 200
    await wait(60_000)
    expect(puts).toHaveLength(1)
    await sender.send()
    sender.sendLater()
    await wait(60_000)
    expect(puts).toHaveLength(1)
  })

  test('sends nothing of what still waits for its turn', async () => {
    const letGo = holdAnswers()
    kept = { code: 'v1' }
    void sender.send()
    await wait()
    void sender.send({ code: 'v1', checks: { passed: 1, of: 2 } })
    sender.end()
    letGo()
    await wait()
    expect(puts).toHaveLength(1)
  })

  test('neither keeps nor tells what comes in answer afterwards', async () => {
    const letGo = holdAnswers()
    kept = { code: 'v1' }
    void sender.pull()
    sender.sendAtLeave()
    sender.end()
    kept = { code: 'v2' }
    versions = [version(3, 'theirs')]
    letGo()
    await wait()
    expect({ kept, told }).toEqual({ kept: { code: 'v2' }, told: {} })
  })
})

describe('code from elsewhere', () => {
  test('is gone on with where nothing was typed here', async () => {
    versions = [version(3, 'theirs')]
    await sender.pull()
    expect(kept).toEqual({ code: 'theirs', sent: 'theirs', base: 3 })
  })

  test('is gone on with where the server had what stands here; that can be brought back', async () => {
    kept = { code: 'mine', sent: 'mine', base: 2 }
    versions = [version(3, 'theirs'), version(2, 'mine')]
    await sender.pull()
    expect(kept).toEqual({ code: 'theirs', sent: 'theirs', base: 3, before: 'mine' })
  })

  test('does not replace what was typed here since; both are among the versions', async () => {
    kept = { code: 'mine, changed', sent: 'mine', base: 2 }
    versions = [version(3, 'theirs'), version(2, 'mine')]
    await sender.pull()
    expect(kept.code).toBe('mine, changed')
    expect(told.versions?.map(({ code }) => code)).toEqual(['mine, changed', 'theirs', 'mine'])
  })

  test('is gone on with where what stands here was sent as the page was left, which nobody noted', async () => {
    kept = { code: 'sent at leave', sent: 'mine', base: 1 }
    versions = [version(2, 'sent at leave'), version(1, 'mine')]
    await sender.pull()
    expect(kept).toEqual({ code: 'sent at leave', sent: 'sent at leave', base: 2 })
    kept = { code: 'sent at leave', sent: 'mine', base: 1 }
    versions = [version(3, 'theirs'), ...versions]
    await sender.pull()
    expect(kept).toEqual({ code: 'theirs', sent: 'theirs', base: 3, before: 'sent at leave' })
    expect(puts).toEqual([])
  })

  test('of an account that somebody else uses here by now changes nothing', async () => {
    versions = [version(3, 'theirs')]
    const asked = sender.pull()
    document.documentElement.dataset.reader = 'grace'
    await asked
    expect(kept).toBeUndefined()
  })
})

test('nothing goes to the server for somebody signed out', async () => {
  delete document.documentElement.dataset.reader
  kept = { code: 'x' }
  await sender.pull()
  await sender.send()
  sender.sendAtLeave()
  await wait(60_000)
  expect(puts).toEqual([])
  expect(loadCode('toy1')).toBeUndefined()
})
