import { feedAddress } from '@/lib/feeds/schema'

/** The foot of every page. */
export function Footer() {
  return (
    <footer className="mt-24 border-t border-line">
      <div className="frame flex flex-wrap gap-x-6 gap-y-2 py-6 text-meta text-ink-3">
        <span>Twelve lessons, the problems that teach them, and what went wrong.</span>
        <a className="quiet-link text-ink-2 md:ml-auto" href="/progress">
          Your progress
        </a>
        <a className="quiet-link text-ink-2" href="/actions">
          Open actions
        </a>
        <a className="quiet-link text-ink-2" href="/write/new">
          Add a postmortem
        </a>
        <a className="quiet-link text-ink-2" href="/write/guide">
          Authoring guide
        </a>
        <a className="quiet-link text-ink-2" href={feedAddress()}>
          Atom feed
        </a>
        <button type="button" data-needs-script data-open-shortcuts className="text-ink-2 hover:underline">
          Keyboard shortcuts
        </button>
      </div>
    </footer>
  )
}
