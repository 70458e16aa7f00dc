/** A section that a new postmortem is offered, as far as its text shows it. */
type Section = { heading: string; isShort?: true }

/** A heading of the template under which nothing stands yet: its line, from 0, that of its question, and its end. */
export type EmptySection<T> = { section: T; line: number; promptLine: number | undefined; end: number }

/** The body a new postmortem begins with: headings alone; of a near miss the short ones. */
export function bodyTemplate(sections: Section[], { isShort }: { isShort: boolean }): string {
  const offered = isShort ? sections.filter((section) => section.isShort) : sections
  return offered.map(({ heading }) => `## ${heading}\n\n`).join('\n')
}

/** The headings of the template that stand in a body with nothing under them. */
export function listEmptySections<T extends Section>(body: string, sections: T[]): EmptySection<T>[] {
  const lines = body.split('\n')
  const fenced = listFencedLines(lines)
  return lines.flatMap((text, line) => {
    const section = sections.find(({ heading }) => text.trimEnd() === `## ${heading}`)
    if (!section || fenced.has(line)) return []
    const next = lines.findIndex((later, at) => at > line && later.trim() !== '')
    if (next !== -1 && !/^##? /.test(lines[next] ?? '')) return []
    const promptLine = line + 1 < lines.length && next !== line + 1 ? line + 1 : undefined
    return [{ section, line, promptLine, end: next === -1 ? lines.length : next }]
  })
}

/** The lines, from 0, that belong to a fenced block of code, its fences among them. */
export function listFencedLines(lines: readonly string[]): Set<number> {
  const fenced = new Set<number>()
  let open: string | undefined
  lines.forEach((line, at) => {
    const fence = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (open !== undefined || fence !== undefined) fenced.add(at)
    if (open === undefined) open = fence
    else if (fence?.startsWith(open)) open = undefined
  })
  return fenced
}

/** A body without the headings of the template that nobody wrote anything under: they are not published. */
export function withoutEmptySections(body: string, sections: Section[]): string {
  const empty = listEmptySections(body, sections)
  if (empty.length === 0) return body
  const isKept = (_: string, at: number) => empty.every(({ line, end }) => at < line || at >= end)
  return body.split('\n').filter(isKept).join('\n').trimEnd()
}

/** The same with blanks in their place, so that every place in the text stays what it was. */
export function withBlankSections(body: string, sections: Section[]): string {
  const empty = new Set(listEmptySections(body, sections).map(({ line }) => line))
  if (empty.size === 0) return body
  return body
    .split('\n')
    .map((text, line) => (empty.has(line) ? ' '.repeat(text.length) : text))
    .join('\n')
}

/** A body turned to what a near miss tells, or back: headings come and go, what somebody wrote stays. */
export function withSectionsFor(body: string, sections: Section[], isShort: boolean): string {
  const untouched = withoutEmptySections(body, sections) === ''
  if (untouched) return bodyTemplate(sections, { isShort })
  return isShort
    ? withoutEmptySections(
        body,
        sections.filter((section) => !section.isShort),
      )
    : body
}
