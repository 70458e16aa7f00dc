import { minuteText } from '@/components/ui/clock'
import { AdminHeader } from './admin-header'

type Entry = { id: string; at: string; actor: string; act: string; subject: string }

/** What happened to accounts and access, newest first. */
export function AuditPage({ entries, page, hasMore }: { entries: Entry[]; page: number; hasMore: boolean }) {
  return (
    <>
      <AdminHeader title="Audit log" />
      <p className="mt-2 text-ink-2">Who signed in, who was refused, and who decided what. Times are UTC.</p>
      {entries.length === 0 && <p className="mt-6">Nothing here.</p>}
      <div className="mt-6 overflow-x-auto" tabIndex={0} role="region" aria-label="Entries">
        <table className="w-full min-w-[44rem] border-collapse text-left">
          <thead>
            <tr className="border-b border-line-strong text-meta text-ink-3">
              {['When', 'Who', 'What', 'About'].map((name) => (
                <th key={name} scope="col" className="py-2 pr-6 font-semibold">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {entries.map(({ id, at, actor, act, subject }) => (
              <tr key={id} className="border-b border-line align-baseline">
                <td className="whitespace-nowrap py-2 pr-6 tabular-nums text-ink-2">{minuteText(at)}</td>
                <td className="py-2 pr-6">{actor}</td>
                <td className="whitespace-nowrap py-2 pr-6 font-mono text-sm">{act}</td>
                <td className="py-2 [overflow-wrap:anywhere]">{subject}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <nav aria-label="Pages" className="mt-6 flex gap-5">
        {page > 1 && <a href={`/audit?page=${page - 1}`}>Newer</a>}
        {hasMore && <a href={`/audit?page=${page + 1}`}>Older</a>}
      </nav>
    </>
  )
}
