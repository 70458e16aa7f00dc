'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/**
 * Makes every link to a page of this site one that the router follows, wherever it stands: one listener in place of a
 * component for each link. A page is fetched ahead when the pointer or the focus reaches its link, never for being seen.
 */
export function LinkRouter() {
  const router = useRouter()
  useEffect(() => {
    const follow = (event: MouseEvent) => {
      const address = event.defaultPrevented || !isPlain(event) ? undefined : pageAddress(event.target)
      if (address === undefined) return
      event.preventDefault()
      router.push(address)
    }
    const approach = ({ target }: Event) => {
      const address = pageAddress(target)
      if (address !== undefined) router.prefetch(address)
    }
    document.addEventListener('click', follow)
    for (const name of approaches) document.addEventListener(name, approach, { passive: true })
    return () => {
      document.removeEventListener('click', follow)
      for (const name of approaches) document.removeEventListener(name, approach)
    }
  }, [router])
  return null
}

// Answers of a program, and files: both have an address that no page has.
const notPage = /^\/api\/|^\/healthz$|\.[a-z0-9]+$/i
const approaches = ['mouseover', 'touchstart', 'focusin'] as const

/** The address of another page of this site that the link around an element leads to, if it leads to one. */
function pageAddress(target: EventTarget | null): string | undefined {
  const link = target instanceof Element ? target.closest('a') : null
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return undefined
  const { pathname, search, hash } = link
  if (pathname === location.pathname && search === location.search) return undefined
  return notPage.test(pathname) ? undefined : pathname + search + hash
}

function isPlain({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey
}
