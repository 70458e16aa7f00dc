import type { Comparison, Kind, Version } from '@/lib/library/schema'
import { Breadcrumbs } from '@/components/shell/breadcrumbs'
import { ActionForm, type Action } from '@/components/ui/action-form'
import { Moment, momentText } from '@/components/ui/moment'
import { EmptyState } from '@/components/ui/empty-state'
import { Difference } from './difference'

type Props = {
  document: { id: string; kind: Kind; title: string; url: string; version: string }
  versions: Version[]
  chosen: Comparison | undefined
  /** For who may restore a version. */
  restore: Action | undefined
}

const lists = {
  lesson: { label: 'Lessons', href: '/lessons' },
  'toy-problem': { label: 'Toy problems', href: '/toy-problems' },
  postmortem: { label: 'Postmortems', href: '/postmortems' },
}

const mostVersions = 100

/** Who changed a document, when and why, newest first, and what each change was. */
export function HistoryPage({ document, versions, chosen, restore }: Props) {
  const { kind, title, url } = document
  return (
    <div data-kind={kind}>
      <Breadcrumbs crumbs={[lists[kind], { label: title, href: url }, { label: 'History' }]} />
      <header className="kind-rule mt-4">
        <p className="eyebrow">History</p>
        <h1 className="title mt-2">{title}</h1>
      </header>
      {chosen ? (
        <div className="mt-8 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 md:grid-cols-[18rem_minmax(0,1fr)]">
          <VersionList url={url} versions={versions} chosen={chosen.version.commit} />
          <Change
            document={document}
            chosen={chosen}
            isNewest={versions[0]?.commit === chosen.version.commit}
            restore={restore}
          />
        </div>
      ) : (
        <div className="mt-8">
          <EmptyState title="There is no history yet" action={<a href={url}>Back to the page</a>}>
            <p>The file of this page is in no commit of git. Its history begins with the first.</p>
          </EmptyState>
        </div>
      )}
    </div>
  )
}

function VersionList({ url, versions, chosen }: { url: string; versions: Version[]; chosen: string }) {
  return (
    <nav
      aria-label="Versions"
      className="md:sticky md:top-20 md:max-h-[calc(100dvh-6rem)] md:self-start md:overflow-y-auto max-md:max-h-72 max-md:overflow-y-auto"
    >
      <ol className="border-t border-line">
        {versions.map(({ commit, by, at, subject }) => (
          <li key={commit} className="border-b border-line">
            <a
              href={`${url}/history?commit=${commit}`}
              aria-current={commit === chosen ? 'true' : undefined}
              className="quiet-link block border-l-2 border-transparent py-2 pl-3 text-ink-2 [overflow-wrap:anywhere] aria-[current=true]:border-kind aria-[current=true]:text-ink"
            >
              <span className="block font-semibold">{subject}</span>
              <span className="text-meta text-ink-3">
                {by}, <Moment at={at} className="tabular-nums" />
              </span>
            </a>
          </li>
        ))}
      </ol>
      {versions.length === mostVersions && <p className="mt-2 text-meta text-ink-3">Older versions are in git.</p>}
    </nav>
  )
}

type ChangeProps = Pick<Props, 'document' | 'restore'> & { chosen: Comparison; isNewest: boolean }

function Change({ document, chosen: { version, isFirst, fields, body, code }, isNewest, restore }: ChangeProps) {
  const { commit, by, at, subject, why } = version
  return (
    <section aria-label="What this version changed" className="min-w-0 max-w-[46rem]">
      <h2 className="text-xl [overflow-wrap:anywhere]">{subject}</h2>
      <p className="mt-1 text-meta text-ink-3">
        {by}, {momentText(at)}
        {isFirst && ', the first version'}
        {isNewest && ', the newest version'}
      </p>
      {why && <p className="mt-3 whitespace-pre-wrap text-ink-2 [overflow-wrap:anywhere]">{why}</p>}
      {restore && !isNewest && (
        <ActionForm
          key={commit}
          action={restore}
          submit="Restore this version"
          busy="Restoring…"
          look="small"
          className="mt-4 grid gap-3"
          confirm={`Make the version of ${momentText(at)} the newest? What came after it stays in the history.`}
        >
          {Object.entries({ id: document.id, version: document.version, commit }).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
        </ActionForm>
      )}
      <Difference label="Facts" stretches={fields} className="font-mono text-sm" />
      <Difference label="Text" stretches={body} />
      {code.map(({ file, stretches }) => (
        <Difference key={file} label={file} stretches={stretches} className="font-mono text-sm" />
      ))}
    </section>
  )
}
