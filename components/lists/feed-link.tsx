import { feedAddress, type Subject } from '@/lib/feeds/schema'

/** The way to follow what a page lists from a feed reader. */
export function FeedLink({ of }: { of: Subject }) {
  return (
    <a href={feedAddress(of)} className="text-meta">
      Follow by Atom feed
    </a>
  )
}
