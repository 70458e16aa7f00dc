import { Search } from 'lucide'
import { PaletteOpener } from '@/components/search/palette-opener'
import { Icon } from '@/components/ui/icon'
import { NavLink } from './nav-link'
import { SchemeSwitch, type Scheme } from './scheme-switch'

type Props = {
  siteName: string
  scheme: Scheme
  viewer: { name: string } | undefined
  /** False on a members-only site for somebody signed out: there is nothing to lead to. */
  isOpen: boolean
}

/** The bar on every page: the name, the three kinds, search, writing, the colour scheme and one's account. */
export function TopBar({ siteName, scheme, viewer, isOpen }: Props) {
  return (
    <header className="top-bar sticky top-0 z-20 border-b border-line bg-paper">
      <div className="frame flex min-h-14 flex-wrap items-center gap-x-5 gap-y-1 py-1.5 md:flex-nowrap">
        <a href="/" className="quiet-link font-serif text-lg font-semibold text-ink">
          {siteName}
        </a>
        {isOpen ? <Places /> : <span className="ml-auto" />}
        <SchemeSwitch initial={scheme} />
        <AccountLink viewer={viewer} />
      </div>
    </header>
  )
}

function Places() {
  return (
    <>
      <nav aria-label="Main" className="order-last flex w-full gap-5 overflow-x-auto md:order-none md:w-auto">
        <NavLink href="/lessons">Lessons</NavLink>
        <NavLink href="/toy-problems">Toy problems</NavLink>
        <NavLink href="/postmortems">Postmortems</NavLink>
        <a
          href="/write/new"
          aria-label="Add a postmortem"
          className="quiet-link ml-auto py-1.5 font-semibold text-accent md:hidden"
        >
          Add
        </a>
      </nav>
      <PaletteOpener>
        <Icon of={Search} className="size-4 shrink-0" />
        <span>
          Search<span className="sr-only"> past learnings</span>
        </span>
      </PaletteOpener>
      <a href="/write/new" className="button button-small max-md:hidden">
        Add a postmortem
      </a>
    </>
  )
}

function AccountLink({ viewer }: { viewer: Props['viewer'] }) {
  if (!viewer) {
    return (
      <a href="/sign-in" className="quiet-link whitespace-nowrap py-1.5 text-ink-2">
        Sign in
      </a>
    )
  }
  return (
    <a
      href="/account"
      aria-label={`Your account, ${viewer.name}`}
      title={viewer.name}
      className="quiet-link grid size-8 shrink-0 place-items-center rounded-full border border-line-strong text-meta font-semibold text-ink-2"
    >
      {initials(viewer.name)}
    </a>
  )
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter(Boolean)
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words
  return chosen
    .map((word) => /^./u.exec(word ?? '')?.[0] ?? '')
    .join('')
    .toUpperCase()
}
