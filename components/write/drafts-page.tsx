import type { DocumentCard } from '@/lib/library/schema'
import { draftUrl, type SavedDraft } from '@/lib/postmortems/draft'
import { ActionForm, type Action } from '@/components/ui/action-form'
import { Moment } from '@/components/ui/moment'
import { EmptyState } from '@/components/ui/empty-state'
import { DraftsHere } from './drafts-here'
import { ShareDraft } from './share-draft'
import { countOwnWords } from './words'

type Actions = Record<'share' | 'unshare' | 'remove', Action>

type Props = {
  drafts: SavedDraft[]
  /** The published pages that some of them change. */
  pages: DocumentCard[]
  actions: Actions
}

/** A person's drafts, changed last first. */
export function DraftsPage({ drafts, pages, actions }: Props) {
  return (
    <div data-kind="postmortem" className="max-w-[52rem]">
      <header className="kind-rule flex flex-wrap items-end gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="title">Your drafts</h1>
          <p className="mt-2 max-w-[62ch] text-ink-2">
            What you are writing, on all your devices. Nobody else reads it, unless you share a link.
          </p>
        </div>
      </header>
      <DraftsHere keys={drafts.map(({ key }) => key)} />
      <div className="mt-8">
        {drafts.length === 0 ? (
          <EmptyState
            title="No drafts"
            action={
              <a href="/write/new" className="button button-primary">
                Add a postmortem
              </a>
            }
          >
            <p>
              What you type into the form of a postmortem, or of a page that you change, is saved here until it is
              published.
            </p>
          </EmptyState>
        ) : (
          <ul>
            {drafts.map((draft) => (
              <Row
                key={draft.key}
                draft={draft}
                page={pages.find(({ id }) => id === draft.changes?.documentId)}
                actions={actions}
              />
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}

type RowProps = { draft: SavedDraft; page: DocumentCard | undefined; actions: Actions }

function Row({ draft, page, actions }: RowProps) {
  const { key, text, changes, isShared, updatedAt } = draft
  const title = text.fields.title.trim() || 'Untitled'
  const words = countOwnWords(text.body)
  return (
    <li aria-label={title} className="border-b border-line py-4">
      {/* Where the page is gone, what was written of it can become one of its own. */}
      <a href={draftUrl(page ? draft : { key })} className="font-serif text-xl [overflow-wrap:anywhere]">
        {title}
      </a>
      <p className="mt-1 text-meta tabular-nums text-ink-3">
        {changes ? `Change of ${page ? `“${page.title}”` : 'a page that is gone'}` : 'New postmortem'}. Saved{' '}
        <Moment at={updatedAt} />, {wordsText(words)}.{isShared && ' Shared by a link.'}
      </p>
      <div className="mt-2 flex flex-wrap items-start gap-3">
        <ShareDraft draftKey={key} title={title} isShared={isShared} share={actions.share} unshare={actions.unshare} />
        <ActionForm action={actions.remove} submit="Delete" look="small" confirm={`Delete “${title}” for good?`}>
          <input type="hidden" name="key" value={key} />
        </ActionForm>
      </div>
    </li>
  )
}

function wordsText(words: number): string {
  if (words === 0) return 'no text yet'
  return words === 1 ? 'one word' : `${words} words`
}
