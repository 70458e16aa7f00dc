import { EditLink } from '@/components/document/edit-link'

/** What can be done with a postmortem: say that it happened again and, for who may, edit it. */
export function PageLinks({ id, mayEdit }: { id: string; mayEdit: boolean }) {
  return (
    <p className="no-print mt-6 flex flex-wrap gap-3">
      {mayEdit && <EditLink id={id} />}
      <a className="button button-small" href={`/write/new?from=${id}`}>
        Happened again
      </a>
    </p>
  )
}
