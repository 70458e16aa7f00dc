const places = [
  { href: '/people', title: 'People' },
  { href: '/site', title: 'The site' },
  { href: '/audit', title: 'Audit log' },
]

/** The title of an admin's page, and the way to the others. */
export function AdminHeader({ title }: { title: string }) {
  return (
    <header className="kind-rule flex flex-wrap items-baseline gap-x-6 gap-y-2">
      <h1 className="title flex-1">{title}</h1>
      <nav aria-label="For admins" className="flex gap-5">
        {places
          .filter((place) => place.title !== title)
          .map(({ href, title: name }) => (
            <a key={href} href={href}>
              {name}
            </a>
          ))}
      </nav>
    </header>
  )
}
