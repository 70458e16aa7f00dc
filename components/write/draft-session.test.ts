import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { openBrowser, type Browser, type Tab } from '@/components/progress/fixtures'
import type { DraftText, SavedText } from '@/lib/postmortems/draft'
import type { KeptDraft } from './kept-draft'

const load = async () => ({
  ...(await import('./draft-entry')),
  ...(await import('./draft-session')),
  ...(await import('./draft-sender')),
  ...(await import('./send-kept-drafts')),
})
type Modules = Awaited<ReturnType<typeof load>>
type Given = Partial<Parameters<Modules['openDraftSession']>[0]>

const key = 'fresh-draft-of-the-form'
const text = (body: string, fields: Record<string, unknown> = {}): DraftText => ({
  fields: { title: '', summary: '', lessons: [], severity: 'minor', happened: '', failureClass: [], ...fields },
  body,
})

type Put = { key: string; body: string; version: number | null; keepalive: boolean; reader: string | undefined }
type Reply = { status?: number; message?: string; isLost?: boolean }

let browser: Browser
let stops: (() => void)[]
let server: Map<string, SavedText>
let puts: Put[]
let deleted: string[]
/** How the server answers; it takes what it is sent when it says 200. */
let reply: (method: string) => Promise<Reply> | Reply

function take(at: string, sent: { text: DraftText; version: number | null }) {
  const before = server.get(at)
  const isSame = before && JSON.stringify(before.text) === JSON.stringify(sent.text)
  if (before && !isSame && before.version !== sent.version) return { ok: false, theirs: before }
  const version = isSame ? before.version : (sent.version ?? 0) + 1
  const saved = { text: sent.text, version, updatedAt: new Date().toISOString() }
  server.set(at, saved)
  return { ok: true, version, updatedAt: saved.updatedAt }
}

beforeEach(() => {
  vi.useFakeTimers()
  browser = openBrowser('ada')
  vi.stubGlobal('navigator', { onLine: true })
  stops = []
  server = new Map()
  puts = []
  deleted = []
  reply = () => ({})
  vi.stubGlobal('fetch', async (address: string, { method = '', body, keepalive, headers }: RequestInit) => {
    const at = address.replace('/api/drafts/', '')
    const sent = JSON.parse((body as string | undefined) ?? '{}') as { text: DraftText; version: number | null }
    const reader = (headers as Record<string, string>)['x-twelvefold-reader']
    if (method === 'PUT') {
      puts.push({ key: at, body: sent.text.body, version: sent.version, keepalive: keepalive ?? false, reader })
    }
    const { status = 200, message, isLost } = await reply(method)
    if (status !== 200) return Response.json({ message }, { status })
    if (method === 'DELETE') deleted.push(at)
    const answer = method === 'PUT' ? take(at, sent) : { draft: server.get(at) ?? null }
    if (method === 'DELETE') server.delete(at)
    if (isLost) throw new TypeError('Failed to fetch')
    return Response.json(answer)
  })
})
afterEach(async () => {
  for (const stop of stops) stop()
  await vi.advanceTimersByTimeAsync(0)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms)

async function openForm(given: Given = {}) {
  const tab: Tab<Modules> = await browser.openTab(load)
  const session = tab.run(({ openDraftSession }) => openDraftSession({ fresh: { key, text: text('') }, ...given }))
  const stop = tab.run(() => session.start())
  stops.push(() => tab.run(stop))
  await wait(0)
  return {
    ...tab,
    session,
    stop: () => tab.run(stop),
    type: (body: string, fields: Record<string, unknown> = {}) => tab.run(() => session.change(text(body, fields))),
    status: () => tab.run(() => session.read().status.is),
    body: () => tab.run(() => session.read().entry.text.body),
    key: () => tab.run(() => session.read().entry.key),
    choose: (which: 'mine' | 'theirs') => tab.run(() => session.choose(which)),
  }
}

const kept = (at: string) => JSON.parse(browser.storage.get(`twelvefold.draft.ada/${at}`) ?? 'null') as KeptDraft | null
const elsewhere = (body: string, at = key) => {
  const version = (server.get(at)?.version ?? 0) + 1
  server.set(at, { text: text(body), version, updatedAt: new Date().toISOString() })
}

describe('what is typed', () => {
  test('is kept here at once and sent after three idle seconds, for the person the page is for', async () => {
    const form = await openForm()
    expect(form.status()).toBe('untouched')
    form.type('One')
    expect([kept(key)?.text.body, form.status()]).toEqual(['One', 'saving'])
    await wait(2999)
    form.type('One two')
    await wait(2999)
    expect(puts).toEqual([])
    await wait(1)
    expect(puts).toEqual([{ key, body: 'One two', version: null, keepalive: false, reader: 'ada' }])
    expect([form.status(), server.get(key)?.version]).toEqual(['saved', 1])
    await wait(60_000)
    expect(puts).toHaveLength(1)
  })

  test('while it is being sent is sent once more, from the version there is then', async () => {
    const form = await openForm()
    let answerIt: (() => void) | undefined
    reply = () => new Promise((resolve) => (answerIt = () => resolve({})))
    form.type('One')
    await wait(3000)
    form.type('Two')
    reply = () => ({})
    answerIt?.()
    await wait(0)
    expect(form.status()).toBe('saving')
    await wait(3000)
    expect(puts.map(({ body, version }) => [body, version])).toEqual([
      ['One', null],
      ['Two', 1],
    ])
    expect(form.status()).toBe('saved')
  })

  test('goes when the page is left, in a way that outlasts it', async () => {
    const form = await openForm()
    form.type('Last words')
    browser.document.visibilityState = 'hidden'
    form.fire('visibilitychange')
    expect(puts.map(({ body, keepalive }) => [body, keepalive])).toEqual([['Last words', true]])
    await wait(0)
    form.fire('pagehide')
    expect(puts).toHaveLength(1)
  })

  test('and is more than a browser takes along goes as it can, and stays here until it is known to be there', async () => {
    const form = await openForm()
    form.type('漢'.repeat(30_000))
    form.fire('pagehide')
    expect(puts.map(({ keepalive }) => keepalive)).toEqual([false])
    expect(kept(key)?.text.body).toHaveLength(30_000)
  })

  test('goes when the form is left within the page', async () => {
    const form = await openForm()
    form.type('Going elsewhere')
    form.stop()
    await wait(0)
    expect(server.get(key)?.text.body).toBe('Going elsewhere')
  })

  test('is the person’s whom the page is for once it stands, not while it is put together', async () => {
    delete browser.document.documentElement.dataset.reader
    const tab = await browser.openTab(load)
    const session = tab.run(({ openDraftSession }) => openDraftSession({ fresh: { key, text: text('') } }))
    expect(tab.run(() => session.read().status.is)).toBe('untouched')
    browser.document.documentElement.dataset.reader = 'ada'
    stops.push(tab.run(() => session.start()))
    tab.run(() => session.change(text('After signing in')))
    await wait(3000)
    expect(server.get(key)?.text.body).toBe('After signing in')
  })

  test('signed out is kept here, and nothing is sent', async () => {
    delete browser.document.documentElement.dataset.reader
    const form = await openForm()
    form.type('One')
    await wait(60_000)
    expect([form.status(), puts]).toEqual(['kept', []])
    expect(browser.storage.has(`twelvefold.draft/${key}`)).toBe(true)
  })
})

describe('when the server does not have it', () => {
  test('offline it says so, tries again after longer and longer, and at once when the network is back', async () => {
    const form = await openForm()
    reply = () => Promise.reject(new TypeError('Failed to fetch'))
    vi.stubGlobal('navigator', { onLine: false })
    form.type('On a train')
    await wait(3000)
    expect([form.status(), puts.length]).toEqual(['offline', 1])
    await wait(2000 + 5000)
    expect(puts).toHaveLength(3)
    reply = () => ({})
    vi.stubGlobal('navigator', { onLine: true })
    form.fire('online')
    await wait(0)
    expect([form.status(), server.get(key)?.text.body]).toEqual(['saved', 'On a train'])
  })

  test('a server that fails is not called offline', async () => {
    const form = await openForm()
    reply = () => ({ status: 503 })
    form.type('One')
    await wait(3000)
    expect(form.status()).toBe('waiting')
    reply = () => ({})
    await wait(2000)
    expect(form.status()).toBe('saved')
  })

  test('after the session has run out it is kept here, and goes on once the person is back', async () => {
    const form = await openForm()
    reply = () => ({ status: 401 })
    form.type('One')
    await wait(3000)
    expect([form.status(), kept(key)?.text.body]).toEqual(['signed out', 'One'])
    form.type('One two')
    expect(form.status()).toBe('signed out')
    reply = () => ({})
    browser.document.visibilityState = 'visible'
    form.fire('visibilitychange')
    await wait(0)
    expect([form.status(), server.get(key)?.text.body]).toEqual(['saved', 'One two'])
  })

  test('what the server refuses is said in its words, and typing tries again', async () => {
    const form = await openForm()
    reply = () => ({ status: 409, message: 'You have 50 drafts.' })
    form.type('One')
    await wait(3000)
    expect(form.session.read().status).toEqual({ is: 'refused', words: 'You have 50 drafts.' })
    await wait(60_000)
    expect(puts).toHaveLength(1)
    reply = () => ({})
    form.type('One two')
    await wait(3000)
    expect(form.status()).toBe('saved')
  })

  test('only where the browser keeps nothing either would something be lost, and it is said', async () => {
    const form = await openForm()
    const wouldLose = () => form.run(({ isOnlyHere }) => isOnlyHere(form.session.read().entry))
    browser.fill()
    form.type('One')
    expect([form.status(), wouldLose()]).toEqual(['saving', true])
    await wait(3000)
    expect([form.status(), wouldLose()]).toEqual(['saved', false])
    reply = () => ({ status: 503 })
    form.type('One two')
    await wait(3000)
    expect([form.status(), wouldLose()]).toEqual(['lost', true])
  })

  test('a lost answer is no conflict, also when something was typed since, and after a crash', async () => {
    const form = await openForm()
    reply = () => ({ isLost: true })
    form.type('One')
    await wait(3000)
    expect([form.status(), server.get(key)?.version]).toEqual(['waiting', 1])
    form.type('One, rewritten in the same line')
    reply = () => ({})
    await wait(3010)
    expect([form.status(), server.get(key)?.text.body]).toEqual(['saved', 'One, rewritten in the same line'])
    reply = () => ({ isLost: true })
    form.type('Two')
    await wait(3000)
    reply = () => ({ status: 503 })
    form.type('Three')
    form.stop()
    await wait(0)
    reply = () => ({})
    const again = await openForm()
    expect([again.body(), again.status()]).toEqual(['Three', 'saved'])
    expect(server.get(key)?.text.body).toBe('Three')
  })
})

describe('a form that was left', () => {
  test('never puts its text in the place of what was typed since', async () => {
    const form = await openForm()
    reply = () => ({ status: 503 })
    form.type('Old')
    form.stop()
    await wait(0)
    const again = await openForm()
    again.type('Old, and more')
    for (let second = 0; second < 60; second++) {
      await wait(1000)
      expect(kept(key)?.text.body).toBe('Old, and more')
    }
    expect(puts.filter(({ body }) => body === 'Old')).toHaveLength(2)
    reply = () => ({})
    await wait(60_000)
    expect([again.status(), server.get(key)?.text.body]).toEqual(['saved', 'Old, and more'])
  })

  test('keeps no old text with an answer that comes afterwards, but what the server has', async () => {
    const form = await openForm()
    let answerIt: (() => void) | undefined
    reply = (method) => (method === 'PUT' ? new Promise((resolve) => (answerIt = () => resolve({}))) : {})
    form.type('Old')
    form.stop()
    reply = () => ({ status: 503 })
    const again = await openForm()
    again.type('Old, and more')
    answerIt?.()
    await wait(0)
    expect(kept(key)).toMatchObject({ text: text('Old, and more'), saved: { version: 1, text: text('Old') } })
    reply = () => ({})
    await wait(60_000)
    expect([again.status(), server.get(key)?.text.body]).toEqual(['saved', 'Old, and more'])
  })

  test('takes in nothing that it had asked for before', async () => {
    const form = await openForm()
    form.type('Old')
    await wait(3000)
    elsewhere('Theirs')
    let answerIt: (() => void) | undefined
    reply = () => new Promise((resolve) => (answerIt = () => resolve({})))
    browser.document.visibilityState = 'visible'
    form.fire('visibilitychange')
    form.stop()
    answerIt?.()
    await wait(60_000)
    expect([form.body(), kept(key)?.text.body]).toEqual(['Old', 'Old'])
  })

  test('and is shown again sends what is typed into it', async () => {
    const form = await openForm()
    form.stop()
    stops.push(form.run(() => form.session.start()))
    form.type('Once more')
    await wait(3000)
    expect([form.status(), server.get(key)?.text.body]).toEqual(['saved', 'Once more'])
  })
})

describe('two places', () => {
  const base = 'First.\n\nMiddle.\n\nLast.'

  async function openBoth() {
    const form = await openForm()
    form.type(base)
    await wait(3000)
    return form
  }

  test('that changed different places are merged, and both are sent', async () => {
    const form = await openBoth()
    elsewhere(base.replace('First.', 'First, changed.'))
    form.type(base.replace('Last.', 'Last, changed.'), { title: 'T' })
    await wait(3000)
    const merged = 'First, changed.\n\nMiddle.\n\nLast, changed.'
    expect(form.body()).toBe(merged)
    await wait(10)
    expect(server.get(key)).toMatchObject({ text: text(merged, { title: 'T' }), version: 3 })
    expect(form.session.read().status).toMatchObject({ is: 'saved', isMerged: true })
  })

  test('a form that is looked at again shows what was written elsewhere', async () => {
    const form = await openBoth()
    elsewhere(`${base} More.`)
    browser.document.visibilityState = 'visible'
    form.fire('visibilitychange')
    await wait(0)
    expect([form.body(), form.status(), puts.length]).toEqual([`${base} More.`, 'saved', 1])
    expect(kept(key)?.text.body).toBe(`${base} More.`)
  })

  async function openConflict() {
    const form = await openBoth()
    elsewhere('Theirs.')
    form.type('Mine.')
    await wait(3000)
    expect([form.status(), form.body(), server.get(key)?.text.body]).toEqual(['conflict', 'Mine.', 'Theirs.'])
    return form
  }

  test('that changed the same place wait for a choice, and nothing is overwritten meanwhile', async () => {
    const form = await openConflict()
    form.type('Mine, and more.')
    await wait(60_000)
    expect(server.get(key)?.text.body).toBe('Theirs.')
    expect(kept(key)?.text.body).toBe('Mine, and more.')
    const again = await openForm()
    expect([again.status(), again.body()]).toEqual(['conflict', 'Mine, and more.'])
  })

  test.each([
    ['mine', 'Mine.', 'Theirs.'],
    ['theirs', 'Theirs.', 'Mine.'],
  ] as const)('after the choice of %s the other text is a draft of its own', async (which, chosen, other) => {
    const form = await openConflict()
    await form.choose(which)
    await wait(0)
    expect([form.status(), form.body(), server.get(key)?.text.body]).toEqual(['saved', chosen, chosen])
    const others = [...server].filter(([at]) => at !== key)
    expect(others.map(([, saved]) => saved.text.body)).toEqual([other])
  })

  test('the one not chosen stays in the browser while the server cannot be reached', async () => {
    const form = await openConflict()
    reply = () => ({ status: 503 })
    await form.choose('mine')
    const left = [...browser.storage].filter(([at]) => at.startsWith('twelvefold.draft.ada/'))
    expect(left.map(([, stored]) => (JSON.parse(stored) as KeptDraft).text.body).sort()).toEqual(['Mine.', 'Theirs.'])
    reply = () => ({})
    form.fire('online')
    await wait(0)
    expect([...server.values()].map((saved) => saved.text.body).sort()).toEqual(['Mine.', 'Theirs.'])
  })

  test('where neither can be kept, the choice waits', async () => {
    const form = await openConflict()
    browser.fill()
    reply = () => ({ status: 503 })
    await form.choose('theirs')
    expect([form.status(), form.body()]).toEqual(['conflict', 'Mine.'])
  })

  test('two tabs of one browser show the same text', async () => {
    const [one, other] = [await openForm(), await openForm()]
    one.type('Typed here')
    browser.deliver()
    expect([other.body(), other.status()]).toEqual(['Typed here', 'saving'])
    await wait(3000)
    browser.deliver()
    expect([one.status(), other.status(), server.get(key)?.version]).toEqual(['saved', 'saved', 1])
    other.type('Typed there')
    browser.deliver()
    await wait(3000)
    expect([one.body(), server.get(key)?.text.body]).toEqual(['Typed there', 'Typed there'])
  })

  test('what one had read before the other typed on, and writes back as saved, replaces nothing', async () => {
    const form = await openForm()
    form.type('One')
    const before = kept(key)
    await wait(10)
    form.type('One two')
    elsewhere('One')
    const late = { ...before, saved: { version: 1, text: text('One') } }
    const tab = await browser.openTab(load)
    tab.run(() => localStorage.setItem(`twelvefold.draft.ada/${key}`, JSON.stringify(late)))
    browser.deliver()
    expect([form.body(), form.status(), kept(key)?.text.body]).toEqual(['One two', 'saving', 'One two'])
    await wait(3000)
    expect([form.status(), server.get(key)?.text.body, server.get(key)?.version]).toEqual(['saved', 'One two', 2])
  })
})

describe('several drafts', () => {
  test('without a key the newest of this browser opens, and one that is asked for from the server', async () => {
    const form = await openForm()
    form.type('Newest')
    await wait(3000)
    form.stop()
    expect((await openForm({ fresh: { key: 'another-fresh-one', text: text('') } })).body()).toBe('Newest')
    elsewhere('Asked for', 'asked-for-by-its-key')
    const saved = server.get('asked-for-by-its-key')
    if (!saved) throw new Error('not there')
    const opened = { ...saved, key: 'asked-for-by-its-key', changes: undefined, isShared: false, createdAt: '' }
    const asked = await openForm({ wanted: opened.key, opened })
    expect([asked.body(), asked.status()]).toEqual(['Asked for', 'saved'])
  })

  test('one that is asked for with more typed here opens with both', async () => {
    const form = await openForm()
    form.type('One.\n\nTwo.')
    await wait(3000)
    reply = () => ({ status: 503 })
    form.type('One.\n\nTwo, offline.')
    form.stop()
    await wait(0)
    elsewhere('One, elsewhere.\n\nTwo.')
    reply = () => ({})
    const saved = server.get(key)
    if (!saved) throw new Error('not there')
    const opened = { ...saved, key, changes: undefined, isShared: false, createdAt: '' }
    const again = await openForm({ wanted: key, opened })
    expect(again.body()).toBe('One, elsewhere.\n\nTwo, offline.')
    await wait(0)
    expect(server.get(key)?.text.body).toBe('One, elsewhere.\n\nTwo, offline.')
  })

  test('one that is asked for and nowhere is said to be missing, until something is typed', async () => {
    const form = await openForm({ wanted: 'of-another-person-1' })
    expect(form.session.read()).toMatchObject({ isMissing: true, status: { is: 'untouched' } })
    form.type('New')
    expect(form.session.read().isMissing).toBe(false)
  })

  test('another one begins empty under a new key, and the one before stays', async () => {
    const form = await openForm()
    form.type('First')
    form.run(() => form.session.startAnother())
    expect([form.body(), form.status()]).toEqual(['', 'untouched'])
    expect(form.key()).not.toBe(key)
    await wait(0)
    expect(server.get(key)?.text.body).toBe('First')
    form.type('Second')
    await wait(3000)
    expect([...server.values()].map((saved) => saved.text.body)).toEqual(['First', 'Second'])
  })

  test('what was typed signed out is sent after signing in, with what waited here', async () => {
    delete browser.document.documentElement.dataset.reader
    const form = await openForm()
    form.type('Typed signed out')
    form.stop()
    browser.document.documentElement.dataset.reader = 'ada'
    const waiting = { key: 'waiting-since-long-1', text: text('Waiting'), saved: null, sent: [], at: 1 }
    browser.storage.set(`twelvefold.draft.ada/${waiting.key}`, JSON.stringify(waiting))
    const again = await openForm()
    expect([again.body(), again.status()]).toEqual(['Typed signed out', 'saved'])
    await wait(0)
    expect([...server.values()].map((saved) => saved.text.body).sort()).toEqual(['Typed signed out', 'Waiting'])
    expect(kept(waiting.key)?.saved).toEqual({ version: 1, text: text('Waiting') })
  })

  test('a person’s draft is sent for that person alone', async () => {
    const form = await openForm()
    form.type('Ada’s')
    browser.document.documentElement.dataset.reader = 'bob'
    await wait(60_000)
    expect(puts.filter(({ reader, body }) => reader === 'bob' && body === 'Ada’s')).toEqual([])
    expect(kept(key)?.text.body).toBe('Ada’s')
  })
})

describe('a draft that is done with', () => {
  test('thrown away goes here and there, also what was under way', async () => {
    const form = await openForm()
    let answerIt: (() => void) | undefined
    reply = () => new Promise((resolve) => (answerIt = () => resolve({})))
    form.type('Away')
    await wait(3000)
    reply = () => ({})
    const gone = form.run(() => form.session.discard())
    expect([form.body(), form.status(), deleted]).toEqual(['', 'untouched', []])
    answerIt?.()
    await gone
    expect([deleted, server.size, kept(key)]).toEqual([[key], 0, null])
  })

  test('published is neither kept nor sent any more', async () => {
    const form = await openForm()
    form.type('Out')
    form.run(({ endDraft }) => endDraft(key))
    form.stop()
    await wait(60_000)
    expect([puts, kept(key)]).toEqual([[], null])
    const again = form.run(({ openDraftSession }) => openDraftSession({ fresh: { key, text: text('') } }))
    stops.push(form.run(() => again.start()))
    expect(again.read().entry.key).not.toBe(key)
  })

  test('nothing is sent while it is being published; refused, it is sent again', async () => {
    const form = await openForm()
    form.run(({ holdDraft }) => holdDraft(key, true))
    form.type('Out')
    await wait(9000)
    expect(puts).toEqual([])
    form.run(({ holdDraft }) => holdDraft(key, false))
    await wait(3000)
    expect([form.status(), server.get(key)?.text.body]).toEqual(['saved', 'Out'])
  })

  test('deleted elsewhere it does not come back by itself, but with what is typed', async () => {
    const form = await openForm()
    form.type('One')
    await wait(3000)
    server.delete(key)
    browser.document.visibilityState = 'visible'
    form.fire('visibilitychange')
    await wait(60_000)
    expect([form.status(), form.body(), server.size]).toEqual(['gone', 'One', 0])
    form.type('One two')
    await wait(3000)
    expect([form.status(), server.get(key)?.text.body]).toEqual(['saved', 'One two'])
  })

  test('deleted elsewhere and opened from this browser, the form is empty', async () => {
    const form = await openForm()
    form.type('One')
    await wait(3000)
    form.stop()
    server.delete(key)
    const again = await openForm()
    expect([again.body(), again.status(), kept(key)]).toEqual(['', 'untouched', null])
  })

  test('deleted elsewhere while more was typed here, it is saved anew', async () => {
    const form = await openForm()
    form.type('One')
    await wait(3000)
    reply = () => ({ status: 503 })
    form.type('One two')
    form.stop()
    await wait(0)
    server.delete(key)
    reply = () => ({})
    await openForm()
    await wait(0)
    expect(server.get(key)?.text.body).toBe('One two')
  })
})
