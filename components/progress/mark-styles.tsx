import type { ProgressState } from '@/lib/progress/schema'

type Props = { states: Record<string, ProgressState>; changed: string[] }

/**
 * Paints the marks of somebody signed in before any script has run: the lists are the same for everybody, and these
 * rules are the reader's own. Once the script has painted a mark it goes by itself.
 */
export function MarkStyles({ states, changed }: Props) {
  const byState = new Map<ProgressState, string[]>()
  for (const [id, state] of Object.entries(states)) byState.set(state, [...(byState.get(state) ?? []), id])
  const rules = [...byState]
    .filter(([state]) => state !== 'unread')
    .map(([state, ids]) => `${selectorOf(ids)}{${looks[state]}}`)
  if (changed.length > 0) rules.push(`${selectorOf(changed)}{--mark-color:var(--warn)}`)
  if (rules.length === 0) return null
  return <style dangerouslySetInnerHTML={{ __html: rules.join('') }} />
}

const done = '--mark-line:currentColor;--mark-fill:currentColor;--mark-tick:var(--paper)'

// The same as in globals.css.
const looks: Record<ProgressState, string> = {
  unread: '',
  reading: '--mark-line:currentColor;--mark-fill:linear-gradient(90deg,transparent 50%,currentColor 50%)',
  read: done,
  tried: done,
  applied: done,
  skipped: '--mark-line:currentColor;--mark-bar:currentColor',
}

function selectorOf(ids: string[]): string {
  return `:is(${ids.map((id) => `[data-progress="${id}"]`).join()}):not([data-state])`
}
