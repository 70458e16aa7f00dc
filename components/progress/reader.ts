'use client'

import { store } from '@/components/ui/stored'

const signedOutKey = 'twelvefold.progress'

/** The person the page is for, or undefined for somebody signed out. The server writes it, so that the first paint is theirs. */
export function readerId(): string | undefined {
  return document.documentElement.dataset.reader
}

/** Where the browser keeps a person's progress, or that of somebody signed out. */
export function progressKeyOf(reader: string | undefined): string {
  return reader === undefined ? signedOutKey : `${signedOutKey}.${reader}`
}

/** Where the browser keeps which documents of a person's progress have not reached the server yet. */
export function unsentKeyOf(reader: string): string {
  return `${progressKeyOf(reader)}.pending`
}

/** The people of whom the browser keeps progress. */
export function keptReaders(): string[] {
  const prefix = `${signedOutKey}.`
  const own = storedKeys().filter((key) => key.startsWith(prefix))
  return [...new Set(own.map((key) => key.slice(prefix.length).replace(/\.pending$/, '')))]
}

/** Whether somebody signed out by hand and nobody has signed in since; a session that merely ran out does not say so. */
export function hasSignedOut(): boolean {
  return document.cookie.split('; ').includes('twelvefold-signed-out=1')
}

/**
 * Keeps a text for the person the page is for. In a tab that is left from before they signed out nothing is kept any
 * more: the next person at this browser would have it.
 */
export function storeOwn(key: string, text: string | null): boolean {
  return !(readerId() !== undefined && hasSignedOut()) && store(key, text)
}

/** The texts of a stored list; none where it cannot be read. */
export function parseTexts(stored: string | null): string[] {
  try {
    const texts: unknown = JSON.parse(stored ?? '[]')
    return Array.isArray(texts) ? texts.filter((text): text is string => typeof text === 'string') : []
  } catch {
    // Nothing hangs on it: what this device has is compared with the server's once for every page.
    return []
  }
}

/** The names of all that this browser keeps. */
export function storedKeys(): string[] {
  try {
    return Object.keys(localStorage)
  } catch {
    // A browser that keeps nothing has nothing to forget.
    return []
  }
}
