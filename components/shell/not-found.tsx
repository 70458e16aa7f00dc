'use client'

import { usePathname } from 'next/navigation'

/** An address that leads nowhere: says so, and searches for the words in it. */
export function NotFound() {
  const words = decodeSafely(usePathname().split('/').at(-1) ?? '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return (
    <div className="max-w-[46rem] py-8">
      <p className="eyebrow">404</p>
      <h1 className="title mt-2">There is no page at this address</h1>
      <p className="mt-3 text-ink-2">It may have been renamed or withdrawn. Search for it:</p>
      <form action="/search" role="search" aria-label="The page you looked for" className="mt-4 flex gap-3">
        <input
          type="search"
          name="q"
          key={words}
          defaultValue={words}
          maxLength={200}
          aria-label="Search for the page"
          className="field"
        />
        <button className="button button-primary">Search</button>
      </form>
      <p className="mt-6 flex gap-5">
        <a href="/">Home</a>
        <a href="/lessons">Lessons</a>
        <a href="/postmortems">Postmortems</a>
      </p>
    </div>
  )
}

function decodeSafely(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    // An address that cannot be decoded is still worth showing as it is.
    return text
  }
}
