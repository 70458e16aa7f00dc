'use client'

import NextLink from 'next/link'
import { useState, type ComponentProps } from 'react'

/** A link inside the site. It is fetched ahead when the pointer or the focus reaches it, never merely for being seen. */
export function Link({ href, ...rest }: Omit<ComponentProps<typeof NextLink>, 'href' | 'prefetch'> & { href: string }) {
  const [isNear, setNear] = useState(false)
  const approach = () => setNear(true)
  return (
    <NextLink
      href={href as never}
      prefetch={isNear ? null : false}
      onMouseEnter={approach}
      onTouchStart={approach}
      onFocus={approach}
      {...rest}
    />
  )
}
