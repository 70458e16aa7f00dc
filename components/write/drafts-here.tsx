'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useState } from 'react'
import { readerId } from '@/components/progress/reader'
import { draftUrl } from '@/lib/postmortems/draft'
import { forgetDraft, isSaved, listKeptDrafts, type KeptDraft } from './kept-draft'
import { sendKeptDrafts } from './send-kept-drafts'

/** The drafts that this browser alone has: sent if the server takes them, else listed. */
export function DraftsHere({ keys }: { keys: string[] }) {
  const router = useRouter()
  const [left, setLeft] = useState<KeptDraft[]>([])
  const onServer = keys.join(' ')
  useEffect(() => {
    const reader = readerId()
    if (reader === undefined) return
    const isDeleted = (draft: KeptDraft) => isSaved(draft) && !onServer.split(' ').includes(draft.key)
    for (const draft of listKeptDrafts().filter(isDeleted)) forgetDraft(draft.key)
    void sendKeptDrafts(reader).then((outcome) => {
      setLeft(outcome.left)
      if (outcome.sent.length > 0) router.refresh()
    })
  }, [onServer, router])
  if (left.length === 0) return null
  return (
    <section aria-labelledby="here-heading" className="mt-8 border border-warn bg-warn-soft px-5 py-4">
      <h2 id="here-heading" className="text-xl">
        On this device alone
      </h2>
      <p className="mt-1 text-ink-2">The server does not have these as they are here. Open one to see why.</p>
      <ul className="mt-2">
        {left.map(({ key, text, changes }) => (
          <li key={key} className="[overflow-wrap:anywhere]">
            <a href={draftUrl({ key, changes })}>{text.fields.title.trim() || 'Untitled'}</a>
          </li>
        ))}
      </ul>
    </section>
  )
}
