'use client'

import { useRefusal, useSyncState } from './sync'

const words = {
  synced: 'Synced',
  sending: 'Saved on this device',
  waiting: 'Saved on this device; it is sent when the server can be reached',
  refused: 'Saved on this device alone.',
  'signed out': 'Saved on this device; sign in to keep it in your account',
}

/** Where one's progress is by now. */
export function SyncNote() {
  const state = useSyncState()
  const refusal = useRefusal()
  return (
    <p role="status" className="mt-1 min-h-5 text-meta text-ink-3">
      {state && words[state]} {state === 'refused' && refusal}
    </p>
  )
}
