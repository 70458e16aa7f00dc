import type { ActionState } from '@/components/ui/action-form'

/** The first of a form's steps of which the server refused a field; undefined where it refused none of theirs. */
export function refusedStep(steps: readonly { names: readonly string[] }[], state: ActionState): number | undefined {
  const refused = Object.keys(state?.fields ?? {})
  const index = steps.findIndex(({ names }) => names.some((name) => refused.includes(name)))
  return index === -1 ? undefined : index
}
