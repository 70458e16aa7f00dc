'use client'

import { useRouter } from 'next/navigation'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'

type Props = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & { href: string }

/**
 * A link inside the site: a plain anchor that the router follows. It is fetched ahead when the pointer or the focus
 * reaches it, never merely for being seen; Next's own Link costs every page 5 KB more and cannot be told so.
 */
export function Link({ href, onClick, ...rest }: Props) {
  const router = useRouter()
  const approach = () => router.prefetch(href)
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || !isPlainClick(event)) return
    event.preventDefault()
    router.push(href)
  }
  return <a href={href} onClick={follow} onMouseEnter={approach} onTouchStart={approach} onFocus={approach} {...rest} />
}

function isPlainClick({
  button,
  metaKey,
  ctrlKey,
  shiftKey,
  altKey,
  currentTarget,
}: MouseEvent<HTMLAnchorElement>): boolean {
  return button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey && !currentTarget.target
}
