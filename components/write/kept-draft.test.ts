import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openBrowser, type Browser } from '@/components/progress/fixtures'
import type { DraftText } from '@/lib/postmortems/draft'
import { forgetDraft, forgetDrafts, keepDraft, listKeptDrafts, readKeptDraft, takeSignedOutDrafts } from './kept-draft'

let browser: Browser
let clock = 0
const signInAs = (reader: string | undefined) => {
  if (reader === undefined) delete browser.document.documentElement.dataset.reader
  else browser.document.documentElement.dataset.reader = reader
}
const text = (body: string): DraftText => ({
  fields: { title: '', summary: '', lessons: [], severity: '', happened: '', failureClass: [] },
  body,
})
const keep = (key: string, body = key) => keepDraft({ key, text: text(body), saved: null, sent: [], at: ++clock })
const kept = () => listKeptDrafts().map((draft) => draft.text.body)

beforeEach(() => {
  browser = openBrowser()
})
afterEach(() => vi.unstubAllGlobals())

test('drafts are their writer’s, newest first, and nobody else sees them', () => {
  signInAs('ada')
  expect([keep('one'), keep('two')]).toEqual([true, true])
  expect(kept()).toEqual(['two', 'one'])
  keep('one', 'one more')
  expect(kept()).toEqual(['one more', 'two'])
  for (const other of ['bob', undefined]) {
    signInAs(other)
    expect(kept()).toEqual([])
    expect(readKeptDraft('one')).toBeUndefined()
  }
})

test('what was typed signed out goes along into the account, and is nobody’s any more then', () => {
  keep('typed')
  signInAs('ada')
  // The form may open before the page has taken it over.
  expect(kept()).toEqual(['typed'])
  takeSignedOutDrafts('ada')
  expect(kept()).toEqual(['typed'])
  signInAs('bob')
  takeSignedOutDrafts('bob')
  expect(kept()).toEqual([])
})

test('what comes along stands beside the drafts that are there, also under a key that is taken', () => {
  signInAs('ada')
  keep('first')
  keep('same', 'of the account')
  signInAs(undefined)
  keep('same', 'typed')
  signInAs('ada')
  takeSignedOutDrafts('ada')
  expect(kept()).toEqual(['typed', 'of the account', 'first'])
  expect(readKeptDraft('same')?.text.body).toBe('of the account')
})

test('typing on takes over what was typed signed out, too', () => {
  keep('typed')
  signInAs('ada')
  keep('typed', 'typed on')
  expect(kept()).toEqual(['typed on'])
  expect([...browser.storage.keys()]).toEqual(['twelvefold.draft.ada/typed'])
})

test('forgetting one leaves the others; forgetting all leaves what is another person’s', () => {
  signInAs('bob')
  keep('Bob’s')
  signInAs('ada')
  keep('first')
  keep('second')
  forgetDraft('first')
  expect(kept()).toEqual(['second'])
  signInAs(undefined)
  keep('third')
  signInAs('ada')
  forgetDrafts()
  expect([...browser.storage.keys()]).toEqual(['twelvefold.draft.bob/Bob’s'])
})

test('after signing out a form that is still open in another tab keeps nothing, and is told so', () => {
  signInAs('ada')
  browser.document.cookie = 'twelvefold-signed-out=1'
  expect(keep('late')).toBe(false)
  expect(browser.storage.size).toBe(0)
})

test('on a full disk nothing is thrown away', () => {
  keep('typed')
  browser.fill()
  signInAs('ada')
  takeSignedOutDrafts('ada')
  expect(keep('more')).toBe(false)
  expect(kept()).toEqual(['typed'])
})

test('what is no draft is left out', () => {
  for (const [key, stored] of Object.entries({
    a: '{',
    b: '[]',
    c: '{"key":"c"}',
    d: 'null',
    e: '{"key":1,"text":{}}',
  })) {
    browser.storage.set(`twelvefold.draft/${key}`, stored)
  }
  keep('typed')
  expect(kept()).toEqual(['typed'])
})
