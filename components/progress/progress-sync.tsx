'use client'

import { useEffect, useState } from 'react'
import { forgetRecentBut } from '@/components/search/recent-keys'
import { forgetCodeBut } from '@/components/toy-problem/kept-code'
import { takeSignedOutDrafts } from '@/components/write/kept-draft'
import { hasSignedOut } from './reader'
import { addProgress, forgetOthers, takeSignedOutProgress } from './store'
import { startSync, useRefusal, useSyncState } from './sync'

const noticeFor = 8000

/** Keeps the progress of the person signed in the same here and on the server; takes over what was done signed out. */
export function ProgressSync({ reader }: { reader: string | undefined }) {
  const state = useSyncState()
  const refusal = useRefusal()
  const [taken, setTaken] = useState(0)
  useEffect(() => {
    if (hasSignedOut()) forgetCodeBut(reader)
    if (reader !== undefined || hasSignedOut()) {
      forgetOthers()
      forgetRecentBut(reader)
    }
    if (reader === undefined) return undefined
    takeSignedOutDrafts(reader)
    const signedOut = takeSignedOutProgress()
    addProgress(signedOut)
    let untold = Object.keys(signedOut).length
    return startSync(reader, (now) => {
      if (now !== 'synced' || untold === 0) return
      setTaken(untold)
      untold = 0
    })
  }, [reader])
  useEffect(() => {
    if (taken === 0) return undefined
    const timer = setTimeout(() => setTaken(0), noticeFor)
    return () => clearTimeout(timer)
  }, [taken])
  if (reader === undefined) return null
  return (
    <div
      role="status"
      className="no-print fixed bottom-16 right-4 z-30 grid justify-items-end gap-2 text-meta md:bottom-4"
    >
      {taken > 0 && (
        <p className="rounded border border-line-strong bg-surface px-4 py-2 text-ui">
          What you read before signing in ({taken === 1 ? 'one page' : `${taken} pages`}) is in your account now.
        </p>
      )}
      {state === 'waiting' && <p className="rounded bg-surface px-2 py-1 text-ink-3">Saved on this device</p>}
      {state === 'refused' && (
        <p className="max-w-[24rem] rounded bg-surface px-2 py-1 text-ink-3">Saved on this device alone. {refusal}</p>
      )}
      {state === 'signed out' && <SignedOut />}
    </div>
  )
}

function SignedOut() {
  return (
    <p className="rounded border border-warn bg-warn-soft px-4 py-2 text-ui">
      {hasSignedOut() ? (
        <>
          You are signed out, and what you do here is not kept. <a href="/sign-in">Sign in</a> to go on.
        </>
      ) : (
        <>
          You are signed out. What you do is kept on this device; <a href="/sign-in">sign in</a> to keep it in your
          account.
        </>
      )}
    </p>
  )
}
