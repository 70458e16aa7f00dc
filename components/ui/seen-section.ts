'use client'

import { useEffect, useEffectEvent } from 'react'

export type SeenSection = { id: string; heading: string }

/** Tells, for the document that is open, which of the sections in its table of contents has come into view. */
export function useSeenSection(documentId: string, onSeen: (section: SeenSection) => void): void {
  const tell = useEffectEvent(onSeen)
  useEffect(() => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('aside [data-toc] a')]
    const headings = new Map(links.map((link) => [decodeURIComponent(link.hash.slice(1)), link.text]))
    const observer = new IntersectionObserver(
      (entries) => {
        const id = entries.findLast(({ isIntersecting }) => isIntersecting)?.target.id
        if (id !== undefined) tell({ id, heading: headings.get(id) ?? '' })
      },
      { rootMargin: '-80px 0px -60% 0px' },
    )
    for (const id of headings.keys()) {
      const element = document.getElementById(id)
      if (element) observer.observe(element)
    }
    return () => observer.disconnect()
  }, [documentId])
}
