type Props = {
  page: number
  pages: number
  /** Address of a page, with every filter kept. */
  hrefOf: (page: number) => string
}

/** Newer and older pages of a list; nothing when there is only one. */
export function Pagination({ page, pages, hrefOf }: Props) {
  if (pages <= 1) return null
  return (
    <nav aria-label="Pages" className="mt-8 flex items-center gap-4 tabular-nums">
      {page > 1 && (
        <a rel="prev" className="button" href={hrefOf(page - 1)}>
          Previous
        </a>
      )}
      <span className="text-ink-2">
        Page {page} of {pages}
      </span>
      {page < pages && (
        <a rel="next" className="button" href={hrefOf(page + 1)}>
          Next
        </a>
      )}
    </nav>
  )
}
