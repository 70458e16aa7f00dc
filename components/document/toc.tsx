'use client'

import { useEffect, useState } from 'react'
import type { Heading } from '@/lib/markup/schema'

type Props = { headings: Heading[]; label: string }

/** The headings of a page; the one being read is marked. */
export function Toc({ headings, label }: Props) {
  const shown = headings.filter(({ depth }) => depth <= 3)
  const current = useCurrentHeading(shown)
  return (
    <nav aria-label={label}>
      <ul className="border-l border-line">
        {shown.map(({ id, text, depth }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              aria-current={id === current ? 'location' : undefined}
              className={`quiet-link -ml-px block border-l-2 border-transparent py-1 text-meta text-ink-2 aria-[current=location]:border-kind aria-[current=location]:text-ink ${depth === 3 ? 'pl-6' : 'pl-3'}`}
            >
              {text}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function useCurrentHeading(headings: Heading[]): string | undefined {
  const [current, setCurrent] = useState<string>()
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        const seen = entries.filter(({ isIntersecting }) => isIntersecting).at(-1)
        if (seen) setCurrent(seen.target.id)
      },
      { rootMargin: '-80px 0px -70% 0px' },
    )
    for (const { id } of headings) {
      const element = document.getElementById(id)
      if (element) observer.observe(element)
    }
    return () => observer.disconnect()
  }, [headings])
  return current
}
