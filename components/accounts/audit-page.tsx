import { Moment } from '@/components/ui/moment'
import { AdminHeader } from './admin-header'

type Entry = { id: string; at: string; actor: string; act: string; subject: string }

/** What happened to accounts and access, newest first. */
export function AuditPage({ entries, page, hasMore }: { entries: Entry[]; page: number; hasMore: boolean }) {
  return (
    <>
      <AdminHeader title="Audit log" />
      <p className="mt-2 text-ink-2">Who signed in, who was refused, and who decided what.</p>
      {entries.length === 0 ? (
        <p className="mt-6">
          Nothing was written down as far back as this. <a href="/audit">Go to the newest entries</a>
        </p>
      ) : (
        <Entries entries={entries} />
      )}
      {(page > 1 || hasMore) && (
        <nav aria-label="Pages" className="mt-6 flex items-baseline gap-5">
          {page > 1 && entries.length > 0 && <a href={`/audit?page=${page - 1}`}>Newer</a>}
          <span className="text-ink-3">Page {page}</span>
          {hasMore && <a href={`/audit?page=${page + 1}`}>Older</a>}
        </nav>
      )}
    </>
  )
}

// On a narrow screen a row is a block of its own: four columns do not fit beside each other.
function Entries({ entries }: { entries: Entry[] }) {
  return (
    <div className="mt-6 overflow-x-auto" tabIndex={0} role="region" aria-label="Entries">
      <table className="w-full border-collapse text-left max-md:block">
        <thead className="max-md:sr-only">
          <tr className="border-b border-line-strong text-meta text-ink-3">
            {['When', 'Who', 'What', 'About'].map((name) => (
              <th key={name} scope="col" className="py-2 pr-6 font-semibold">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="max-md:block max-md:border-t max-md:border-line">
          {entries.map(({ id, at, actor, act, subject }) => (
            <tr
              key={id}
              className="border-b border-line align-baseline max-md:flex max-md:flex-wrap max-md:gap-x-4 max-md:py-2.5"
            >
              <td className="whitespace-nowrap tabular-nums text-ink-2 max-md:text-meta md:py-2 md:pr-6">
                <Moment at={at} />
              </td>
              <td className="min-w-0 [overflow-wrap:anywhere] max-md:order-1 max-md:w-full md:py-2 md:pr-6">{actor}</td>
              <td className="whitespace-nowrap font-mono text-meta max-md:ml-auto md:py-2 md:pr-6">{act}</td>
              <td className="min-w-0 [overflow-wrap:anywhere] max-md:order-2 max-md:w-full max-md:text-ink-2 md:py-2">
                {subject}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
