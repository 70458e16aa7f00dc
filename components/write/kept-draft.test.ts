import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openBrowser, type Browser } from '@/components/progress/fixtures'
import { forgetDraft, forgetDrafts, keepDraft, readKeptDraft, takeSignedOutDraft } from './kept-draft'

let browser: Browser
const signInAs = (reader: string | undefined) => {
  if (reader === undefined) delete browser.document.documentElement.dataset.reader
  else browser.document.documentElement.dataset.reader = reader
}

beforeEach(() => {
  browser = openBrowser()
})
afterEach(() => vi.unstubAllGlobals())

test('a draft is its writer’s, and nobody else sees it', () => {
  signInAs('ada')
  expect(keepDraft('Ada’s')).toBe(true)
  expect(readKeptDraft()).toBe('Ada’s')
  for (const other of ['bob', undefined]) {
    signInAs(other)
    expect(readKeptDraft()).toBeNull()
  }
})

test('what was typed signed out goes along into the account, and is nobody’s any more then', () => {
  keepDraft('typed')
  signInAs('ada')
  // The form may open before the page has taken it over.
  expect(readKeptDraft()).toBe('typed')
  takeSignedOutDraft('ada')
  expect(readKeptDraft()).toBe('typed')
  signInAs('bob')
  takeSignedOutDraft('bob')
  expect(readKeptDraft()).toBeNull()
})

test('a draft that is in the account already waits until the one that came along is done with', () => {
  signInAs('ada')
  keepDraft('first')
  for (const text of ['second', 'third']) {
    signInAs(undefined)
    keepDraft(text)
    signInAs('ada')
    takeSignedOutDraft('ada')
    expect(readKeptDraft()).toBe(text)
  }
  for (const text of ['second', 'first', null]) {
    forgetDraft()
    expect(readKeptDraft()).toBe(text)
  }
})

test('typing on takes over what was typed signed out, too', () => {
  keepDraft('typed')
  signInAs('ada')
  keepDraft('typed on')
  expect(readKeptDraft()).toBe('typed on')
  expect([...browser.storage.keys()].filter((key) => key === 'twelvefold.draft')).toEqual([])
})

test('forgetting all leaves nothing of the reader’s, and what is another person’s', () => {
  signInAs('bob')
  keepDraft('Bob’s')
  signInAs('ada')
  keepDraft('first')
  signInAs(undefined)
  keepDraft('second')
  signInAs('ada')
  takeSignedOutDraft('ada')
  forgetDrafts()
  expect([...browser.storage.keys()]).toEqual(['twelvefold.draft.bob'])
})

test('after signing out a form that is still open in another tab keeps nothing, and is told so', () => {
  signInAs('ada')
  browser.document.cookie = 'twelvefold-signed-out=1'
  expect(keepDraft('late')).toBe(false)
  expect(browser.storage.size).toBe(0)
})

test('on a full disk nothing is thrown away', () => {
  keepDraft('typed')
  browser.fill()
  signInAs('ada')
  takeSignedOutDraft('ada')
  expect(keepDraft('more')).toBe(false)
  expect(browser.storage.get('twelvefold.draft')).toBe('typed')
})
