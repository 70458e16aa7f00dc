'use client'

import { lessonNumber } from '@/components/ui/lesson-number'
import { useKnownCards } from './known-cards'
import { useProgress } from './store'

/** Where to go on: the last document that is being read, at its last section; else where to begin. */
export function ResumeCard({ firstHref }: { firstHref: string | undefined }) {
  const progress = useProgress()
  const cards = useKnownCards()
  const last = cards
    .filter(({ id }) => progress[id]?.state === 'reading')
    .sort((a, b) => seen(b.id).localeCompare(seen(a.id)))[0]
  function seen(id: string): string {
    return progress[id]?.lastSeenAt ?? ''
  }
  if (!last) return firstHref ? <Begin href={firstHref} hasRead={cards.length > 0} /> : null
  const section = progress[last.id]?.lastSection
  return (
    <section aria-label="Continue" data-kind={last.kind} className="kind-rule">
      <p className="eyebrow">Continue</p>
      <a
        href={section?.id ? `${last.url}#${section.id}` : last.url}
        className="quiet-link mt-1 block font-serif text-lg font-semibold leading-snug text-ink"
      >
        {lessonNumber(last.lessons[0] ?? 0)} {last.title}
      </a>
      {section?.heading && <p className="mt-1 text-meta text-ink-2">Section ‘{section.heading}’</p>}
    </section>
  )
}

function Begin({ href, hasRead }: { href: string; hasRead: boolean }) {
  return (
    <section aria-label="Begin" className="md:justify-self-end">
      <a href={href} className="button button-primary">
        {hasRead ? 'Open lesson 01' : 'Start with lesson 01'}
      </a>
    </section>
  )
}
