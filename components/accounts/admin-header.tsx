const places = [
  { href: '/people', title: 'People' },
  { href: '/site', title: 'The site' },
  { href: '/content', title: 'Content' },
  { href: '/searches', title: 'Searches' },
  { href: '/audit', title: 'Audit log' },
]

/** The title of an admin's page, and the way to them all. */
export function AdminHeader({ title }: { title: string }) {
  return (
    <header className="kind-rule flex flex-wrap items-baseline gap-x-6 gap-y-2">
      <h1 className="title flex-auto">{title}</h1>
      <nav aria-label="For admins" className="flex flex-wrap gap-x-5 gap-y-1">
        {places.map(({ href, title: name }) => {
          const isHere = name === title
          return (
            <a
              key={href}
              href={href}
              aria-current={isHere ? 'page' : undefined}
              className={isHere ? 'font-semibold text-ink no-underline' : undefined}
            >
              {name}
            </a>
          )
        })}
      </nav>
    </header>
  )
}
