/** Leads who may change a document to its editor. */
export function EditLink({ id }: { id: string }) {
  return (
    <a className="button button-small" href={`/write/${id}`} data-edit>
      Edit
    </a>
  )
}
