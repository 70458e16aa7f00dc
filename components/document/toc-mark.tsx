'use client'

import { useSeenSection } from '@/components/ui/seen-section'

/** Marks the section being read in every table of contents of the page. */
export function TocMark({ documentId }: { documentId: string }) {
  useSeenSection(documentId, ({ id }) => {
    for (const link of document.querySelectorAll('[data-toc] a')) {
      if (link.getAttribute('href') === `#${id}`) link.setAttribute('aria-current', 'location')
      else link.removeAttribute('aria-current')
    }
  })
  return null
}
