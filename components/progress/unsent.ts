'use client'

import { readStored } from '@/components/ui/stored'
import { parseTexts, storeOwn, unsentKeyOf } from './reader'

/** The documents whose record the server does not have yet. They outlast the page, and tabs add to one list. */
export type Unsent = {
  ids: () => string[]
  add: (ids: readonly string[]) => void
  remove: (ids: readonly string[]) => void
  /** Takes over what other tabs have not sent either. */
  takeStored: () => void
}

/** Opens a person's list. */
export function openUnsent(reader: string): Unsent {
  const key = unsentKeyOf(reader)
  const own = new Set<string>()
  const stored = () => parseTexts(readStored(key))
  const write = (others: readonly string[]) => {
    const ids = [...new Set([...others, ...own])].sort()
    storeOwn(key, ids.length > 0 ? JSON.stringify(ids) : null)
  }
  const takeStored = () => {
    for (const id of stored()) own.add(id)
  }
  takeStored()
  return {
    ids: () => [...own],
    add: (ids) => {
      for (const id of ids) own.add(id)
      write(stored())
    },
    remove: (ids) => {
      for (const id of ids) own.delete(id)
      write(stored().filter((id) => !ids.includes(id)))
    },
    takeStored,
  }
}
