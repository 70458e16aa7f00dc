/** A run of finished HTML. It comes from the checked tree alone, after both walls, and is never what somebody typed. */
export function Html({ html }: { html: string }) {
  return <div dangerouslySetInnerHTML={{ __html: html }} />
}
