import { Check, CircleDashed, X } from 'lucide'

/** How the states of an action look: a word and a shape, so that colour never stands alone. */
export const actionStates = {
  open: { icon: CircleDashed, word: 'Open', className: 'text-warn' },
  done: { icon: Check, word: 'Done', className: 'text-ok' },
  dropped: { icon: X, word: 'Dropped', className: 'text-ink-3' },
}
