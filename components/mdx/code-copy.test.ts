import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CodeCopy } from './code-copy'

// The effect of a component is all there is of this one.
vi.mock('react', async (original) => ({
  ...(await original<typeof import('react')>()),
  useEffect: (effect: () => void) => effect(),
}))

let click: (event: object) => Promise<void>
let chosen: unknown
const pre = { textContent: 'print(1)' }

beforeEach(() => {
  vi.useFakeTimers()
  chosen = undefined
  vi.stubGlobal('document', { addEventListener: (_: string, listener: typeof click) => (click = listener) })
  vi.stubGlobal('getSelection', () => ({ selectAllChildren: (node: unknown) => (chosen = node) }))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Clicks a Copy button; what stands on it then. */
async function copyWith(navigator: object) {
  vi.stubGlobal('navigator', navigator)
  CodeCopy()
  const button = { textContent: 'Copy', parentElement: { querySelector: () => pre } }
  await click({ target: { closest: () => button } })
  return button
}

test('the code goes to the clipboard, and the button says so for a while', async () => {
  const writeText = vi.fn(() => Promise.resolve())
  const button = await copyWith({ clipboard: { writeText } })
  expect([writeText.mock.calls, button.textContent]).toEqual([[['print(1)']], 'Copied'])
  vi.advanceTimersByTime(2000)
  expect(button.textContent).toBe('Copy')
})

test('where the browser refuses, the code is selected, to be copied by hand', async () => {
  const button = await copyWith({ clipboard: { writeText: () => Promise.reject(new Error('Not allowed.')) } })
  expect([button.textContent, chosen]).toEqual(['Press Ctrl C', pre])
})

test('over plain http, where a browser has no clipboard for pages, it is selected too', async () => {
  const button = await copyWith({})
  expect([button.textContent, chosen]).toEqual(['Press Ctrl C', pre])
})
