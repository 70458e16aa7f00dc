import type { ReactNode } from 'react'

/** The frame of a page that leads into the site: what it is, in one sentence, and one form. */
export function Door({ title, intro, children }: { title: string; intro: ReactNode; children: ReactNode }) {
  return (
    <div className="max-w-[28rem]">
      <h1 className="title">{title}</h1>
      <p className="mt-3 text-ink-2">{intro}</p>
      <div className="mt-8">{children}</div>
    </div>
  )
}

/** What stands in the place of a form whose link is of no use any more. */
export function ClosedDoor({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="max-w-[34rem]">
      <h1 className="title">{title}</h1>
      <p className="mt-3 text-ink-2">{children}</p>
      <p className="mt-5 flex gap-5">
        <a href="/sign-in">Sign in</a>
        <a href="/">Home</a>
      </p>
    </div>
  )
}

/** Another way in, below the first. */
export function OtherWay({ children }: { children: ReactNode }) {
  return (
    <section aria-label="Other ways" className="mt-8 border-t border-line pt-6">
      {children}
    </section>
  )
}

/** What has just been done, for somebody whom it led here. */
export function News({ words }: { words: string | undefined }) {
  if (words === undefined) return null
  return (
    <p role="status" className="mb-6 border-l-2 border-ok bg-ok-soft px-4 py-3">
      {words}
    </p>
  )
}

/** Why somebody who comes from another service did not get in. */
export function Refused({ words }: { words: string | undefined }) {
  if (words === undefined) return null
  return (
    <p role="alert" className="mb-6 border-l-2 border-bad bg-bad-soft px-4 py-3">
      {words}
    </p>
  )
}
