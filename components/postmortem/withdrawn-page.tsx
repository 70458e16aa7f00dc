import { ActionForm, type Action } from '@/components/ui/action-form'
import { momentText } from '@/components/ui/moment'

type Props = {
  withdrawn: { id: string; title: string; url: string; on: string; why: string }
  /** For admins. */
  reinstate: Action | undefined
}

/** The address of a postmortem that was withdrawn: when and why, and nothing of its text. */
export function WithdrawnPage({ withdrawn: { id, title, url, on, why }, reinstate }: Props) {
  return (
    <div data-kind="postmortem" className="max-w-[46rem] py-8">
      <p className="eyebrow">Withdrawn</p>
      <h1 className="title mt-2">{title}</h1>
      <p className="mt-3 text-ink-2 [overflow-wrap:anywhere]">
        This postmortem was withdrawn on <span className="tabular-nums">{momentText(on)}</span>: {why}
      </p>
      <p className="mt-6 flex flex-wrap gap-5">
        <a href="/search">Search past learnings</a>
        <a href="/postmortems">Postmortems</a>
        {reinstate && <a href={`${url}/history`}>History</a>}
      </p>
      {reinstate && (
        <ActionForm action={reinstate} submit="Publish it again" look="plain" className="mt-6 grid gap-3">
          <input type="hidden" name="id" value={id} />
        </ActionForm>
      )}
    </div>
  )
}
