/** How far the reader is with a document: an empty place that `ProgressMarks` fills in. */
export function StateGlyph({ documentId }: { documentId: string }) {
  return <span className="state-glyph" data-progress={documentId} />
}
