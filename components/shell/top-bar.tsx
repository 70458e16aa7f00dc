import { Search } from 'lucide'
import { Icon } from '@/components/ui/icon'
import { NavLink } from './nav-link'
import { SchemeSwitch, type Scheme } from './scheme-switch'

/** The bar on every page: the name, the three kinds, search, writing and the colour scheme. */
export function TopBar({ siteName, scheme }: { siteName: string; scheme: Scheme }) {
  return (
    <header className="top-bar sticky top-0 z-20 border-b border-line bg-paper">
      <div className="frame flex min-h-14 flex-wrap items-center gap-x-5 gap-y-1 py-1.5 md:flex-nowrap">
        <a href="/" className="quiet-link font-serif text-lg font-semibold text-ink">
          {siteName}
        </a>
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
        <SearchField />
        <a href="/write/new" className="button button-small max-md:hidden">
          Add a postmortem
        </a>
        <SchemeSwitch initial={scheme} />
      </div>
    </header>
  )
}

function SearchField() {
  return (
    <form role="search" action="/search" className="relative ml-auto min-w-0 flex-1 md:max-w-64">
      <Icon of={Search} className="pointer-events-none absolute left-2.5 top-1/2 size-4 -translate-y-1/2 text-ink-3" />
      <input
        type="search"
        name="q"
        aria-label="Search past learnings"
        placeholder="Search"
        maxLength={200}
        data-search-field
        className="field min-h-9! py-1! pl-8! text-[1rem] md:text-ui"
      />
    </form>
  )
}
