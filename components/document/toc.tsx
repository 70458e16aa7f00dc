import type { Heading } from '@/lib/markup/schema'

type Props = { headings: Heading[]; label: string }

/** The headings of a page; `TocMark` marks the one being read. */
export function Toc({ headings, label }: Props) {
  return (
    <nav aria-label={label} data-toc>
      <ul className="border-l border-line">
        {headings
          .filter(({ depth }) => depth <= 3)
          .map(({ id, text, depth }) => (
            <li key={id}>
              <a href={`#${id}`} className={`toc-link quiet-link ${depth === 3 ? 'pl-6' : 'pl-3'}`}>
                {text}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}
