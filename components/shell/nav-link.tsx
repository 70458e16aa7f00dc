'use client'

import { usePathname } from 'next/navigation'

/** A link of the top bar; marked while a page of its part of the site is open. */
export function NavLink({ href, children }: { href: string; children: string }) {
  const isCurrent = usePathname().startsWith(href)
  return (
    <a
      href={href}
      aria-current={isCurrent ? 'page' : undefined}
      className="quiet-link whitespace-nowrap py-1.5 text-ink-2 aria-[current=page]:font-semibold aria-[current=page]:text-ink aria-[current=page]:underline aria-[current=page]:decoration-2 aria-[current=page]:underline-offset-8"
    >
      {children}
    </a>
  )
}
