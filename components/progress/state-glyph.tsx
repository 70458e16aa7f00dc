type Props = { of: { id: string; version: string } }

/** How far the reader is with a document: an empty place that `MarkStyles` and `ProgressMarks` fill in. */
export function StateGlyph({ of: { id, version } }: Props) {
  return <span className="state-glyph" data-progress={id} data-version={version} />
}

/** The same for a lesson of a list; nothing for one that has not been written. */
export function LessonGlyph({ lesson: { id, version } }: { lesson: { id?: string; version?: string } }) {
  return id !== undefined && version !== undefined ? <StateGlyph of={{ id, version }} /> : null
}
