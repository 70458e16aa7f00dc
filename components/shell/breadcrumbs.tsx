export type Crumb = { label: string; href?: string }

/** Where a page stands; its last part is the page itself and no link. */
export function Breadcrumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav aria-label="Breadcrumb">
      <ol className="flex flex-wrap gap-x-2 text-meta text-ink-3">
        {crumbs.map(({ label, href }, index) => (
          <li key={label} className="flex min-w-0 gap-x-2">
            {index > 0 && <span aria-hidden>/</span>}
            {href ? (
              <a href={href} className="quiet-link text-ink-2">
                {label}
              </a>
            ) : (
              <span aria-current="page">{label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
