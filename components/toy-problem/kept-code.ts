'use client'

import { readerId, storedKeys, storeOwn } from '@/components/progress/reader'
import { readStored, store } from '@/components/ui/stored'

// The one place that decides where code is kept: here, in this browser, by person and problem.

/**
 * What is kept of somebody's work on a toy problem: the code as typed, what it was before it was put back, and the code
 * that the server has of it, as which of its versions.
 */
export type KeptCode = { code: string; before?: string; sent?: string; base?: number }

const prefix = 'twelvefold.code.'

/** The reader's code for a toy problem; undefined where they have not changed it. */
export function loadCode(toyId: string): KeptCode | undefined {
  const key = keyOf(toyId, readerId())
  const own = parse(readStored(key))
  if (own || readerId() === undefined) return own
  // What was written signed out belongs to whoever signs in at this browser.
  const signedOut = readStored(keyOf(toyId, undefined))
  if (signedOut !== null && storeOwn(key, signedOut)) store(keyOf(toyId, undefined), null)
  return parse(signedOut)
}

/** Keeps it, or forgets it with undefined; false where the browser keeps nothing. */
export function keepCode(toyId: string, kept: KeptCode | undefined): boolean {
  return storeOwn(keyOf(toyId, readerId()), kept ? JSON.stringify(kept) : null)
}

/** Forgets the code of everybody but one who reads here now, after somebody has signed out by hand. */
export function forgetCodeBut(reader: string | undefined): void {
  for (const key of storedKeys()) {
    if (key.startsWith(prefix) && !key.startsWith(`${prefix}${reader ?? ''}.`)) store(key, null)
  }
}

function keyOf(toyId: string, reader: string | undefined): string {
  return `${prefix}${reader ?? ''}.${toyId}`
}

function parse(text: string | null): KeptCode | undefined {
  if (text === null) return undefined
  try {
    const { code, before, sent, base } = (JSON.parse(text) ?? {}) as Record<string, unknown>
    if (typeof code !== 'string') return undefined
    const isSaved = typeof sent === 'string' && typeof base === 'number'
    return { code, ...(typeof before === 'string' && { before }), ...(isSaved && { sent, base }) }
  } catch {
    return undefined
  }
}
