import { diffArrays } from 'diff'

// Two texts without a line in common would be compared for seconds.
const mostChanges = 1000

/**
 * A run of lines of a merged text, or a place where both changed the same lines: `base` is what stood there. `lines` are
 * those of each side: an empty one and none are the same text.
 */
export type Piece =
  | { kind: 'merged'; text: string }
  | { kind: 'clash'; base: string; mine: string; theirs: string; lines: Record<Side, string[]> }

/** Three versions of something: what both began with, and what each made of it. */
export type Three<T> = { base: T; mine: T; theirs: T }

/** A change of one side: the lines of the base that it replaces, and what with. */
type Change = { start: number; end: number; lines: string[] }

/** Merges two changes of a text by lines. What only one of them changed is taken over; the rest clashes. */
export function mergeText({ base, mine, theirs }: Three<string>): Piece[] {
  const lines = base.split('\n')
  const [ours, others] = [mine, theirs].map((text) => listChanges(lines, text.split('\n'))) as [Change[], Change[]]
  const pieces: Piece[] = []
  let done = 0
  for (const { start, end } of listPlaces([...ours, ...others])) {
    push(pieces, lines.slice(done, start))
    const [my, their] = [ours, others].map((changes) => linesAt(lines, { start, end, changes })) as [string[], string[]]
    const was = lines.slice(start, end)
    if (isSame(my, their) || isSame(their, was)) push(pieces, my)
    else if (isSame(my, was)) push(pieces, their)
    else pieces.push(toClash({ base: was, mine: my, theirs: their }))
    done = end
  }
  push(pieces, lines.slice(done))
  return pieces
}

/** The lines that two texts share: what a merge starts from where the version both began with is gone. */
export function sharedLines(one: string, other: string): string {
  const parts = diffArrays(one.split('\n'), other.split('\n'), { maxEditLength: mostChanges }) ?? []
  return parts.flatMap(({ added, removed, value }) => (added || removed ? [] : value)).join('\n')
}

/** The text of pieces, with a side chosen for every clash by its place among the pieces. */
export function textOf(pieces: Piece[], choose: (at: number) => Side): string {
  return pieces.flatMap((piece, at) => (piece.kind === 'merged' ? [piece.text] : piece.lines[choose(at)])).join('\n')
}

export type Side = 'mine' | 'theirs'

/** Fields that both changed, each to something else. */
export type FieldClash = { name: string; mine: unknown; theirs: unknown }

/** Merges fields by name: what only one side changed is taken over. Of a clash `fields` holds one's own. */
export function mergeFields<T extends Record<string, unknown>>({
  base,
  mine,
  theirs,
}: Omit<Three<T>, 'base'> & { base: Partial<T> }): {
  fields: T
  clashes: FieldClash[]
} {
  const names = [...new Set([...Object.keys(mine), ...Object.keys(theirs)])]
  const clashes = names
    .filter((name) => !isSame(mine[name], theirs[name]))
    .filter((name) => !isSame(mine[name], base[name]) && !isSame(theirs[name], base[name]))
    .map((name) => ({ name, mine: mine[name], theirs: theirs[name] }))
  const fields = names.map((name) => [name, isSame(mine[name], base[name]) ? theirs[name] : mine[name]] as const)
  return { fields: Object.fromEntries(fields.filter(([, value]) => value !== undefined)) as T, clashes }
}

function push(pieces: Piece[], lines: string[]): void {
  if (lines.length > 0) pieces.push({ kind: 'merged', text: lines.join('\n') })
}

function toClash({ base, mine, theirs }: Three<string[]>): Piece {
  const [was, my, their] = [base, mine, theirs].map((lines) => lines.join('\n')) as [string, string, string]
  return { kind: 'clash', base: was, mine: my, theirs: their, lines: { mine, theirs } }
}

function listChanges(base: string[], now: string[]): Change[] {
  const parts = diffArrays(base, now, { maxEditLength: mostChanges })
  if (!parts) return [{ start: 0, end: base.length, lines: now }]
  const changes: Change[] = []
  let at = 0
  for (const { added, removed, value } of parts) {
    if (!added && !removed) {
      at += value.length
      continue
    }
    const last = changes.at(-1)
    const change = last?.end === at ? last : { start: at, end: at, lines: [] }
    if (change !== last) changes.push(change)
    if (added) change.lines.push(...value)
    else change.end = at += value.length
  }
  return changes
}

/** The stretches of the base that are changed, those that touch each other as one. */
function listPlaces(changes: Change[]): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = []
  for (const { start, end } of [...changes].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = places.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else places.push({ start, end })
  }
  return places
}

/** What one side has made of a stretch of the base. */
function linesAt(base: string[], { start, end, changes }: { start: number; end: number; changes: Change[] }): string[] {
  const within = changes.filter((change) => change.start >= start && change.end <= end)
  const made: string[] = []
  let at = start
  for (const change of within) {
    made.push(...base.slice(at, change.start), ...change.lines)
    at = change.end
  }
  return [...made, ...base.slice(at, end)]
}

/** Whether two values say the same. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
