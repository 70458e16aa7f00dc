'use client'

import { useState } from 'react'
import { useModifier } from '@/components/ui/use-modifier'
import { toFragment } from './share'

type Props = {
  isBusy: boolean
  code: string
  url: string
  isChanged: boolean
  hasBefore: boolean
  onRun: () => void
  onCheck: () => void
  onStop: () => void
  onReset: () => void
  onBringBack: () => void
}

/** What can be done with code: run, check, stop; copy, share, put back. */
export function Toolbar(props: Props) {
  const { isBusy, code, url, isChanged, hasBefore, onRun, onCheck, onStop, onReset, onBringBack } = props
  const key = useModifier()
  const [said, setSaid] = useState('')
  const copy = async (make: () => Promise<string> | string, words: string) => {
    const isCopied = await Promise.resolve(make())
      .then((text) => navigator.clipboard.writeText(text))
      .then(() => true)
      .catch(() => false)
    setSaid(isCopied ? words : 'The browser does not allow copying here.')
  }
  const link = async () => `${location.origin}${url}${await toFragment(code)}`
  return (
    <div className="bench-bar" data-needs-script>
      <button type="button" className="button button-primary button-small" aria-disabled={isBusy} onClick={onCheck}>
        Check <kbd>{key} ⇧ ⏎</kbd>
      </button>
      <button type="button" className="button button-small" aria-disabled={isBusy} onClick={onRun}>
        Run <kbd>{key} ⏎</kbd>
      </button>
      <button type="button" className="button button-small" aria-disabled={!isBusy} onClick={onStop}>
        Stop <kbd>{key} .</kbd>
      </button>
      <span className="ml-auto flex flex-wrap gap-x-3">
        <button type="button" className="bench-link" onClick={() => void copy(() => code, 'The code is copied.')}>
          Copy
        </button>
        <button
          type="button"
          className="bench-link"
          onClick={() => void copy(link, 'A link with your code is copied.')}
        >
          Share
        </button>
        {isChanged ? (
          <button type="button" className="bench-link" onClick={onReset}>
            Reset
          </button>
        ) : (
          hasBefore && (
            <button type="button" className="bench-link" onClick={onBringBack}>
              Bring back your code
            </button>
          )
        )}
      </span>
      <span role="status" className="basis-full text-meta text-ink-2 empty:hidden">
        {said}
      </span>
    </div>
  )
}
